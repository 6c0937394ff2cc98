using System.Text;

namespace CrmKit.Architecture.Tests;

/// <summary>The public surface of every package is a reviewed text. To approve a change: CRMKIT_APPROVE_API=1 dotnet test tests/CrmKit.Architecture.Tests</summary>
public sealed class ApiSnapshotTests
{
    private const string Approval = "CRMKIT_APPROVE_API";

    public static TheoryData<string> Rooms => House.Names;

    private static string ApprovedFolder => Path.Combine(Checkout.Root, "tests", "CrmKit.Architecture.Tests", "Api");

    [Theory]
    [MemberData(nameof(Rooms))]
    public async Task Package_shows_the_approved_surface(string name)
    {
        var received = ApiText.Of(House.AssemblyOf(name));
        var approvedFile = Path.Combine(ApprovedFolder, name + ".txt");
        if (string.Equals(Environment.GetEnvironmentVariable(Approval), "1", StringComparison.Ordinal))
        {
            await File.WriteAllTextAsync(approvedFile, received);
            return;
        }

        var approved = File.Exists(approvedFile) ? (await File.ReadAllTextAsync(approvedFile)).ReplaceLineEndings("\n") : string.Empty;
        if (TextDifference.First(approved, received) is not { } difference)
        {
            return;
        }

        var receivedFile = Path.Combine(Directory.CreateDirectory(Path.Combine(Checkout.Root, "artifacts", "api")).FullName, name + ".received.txt");
        await File.WriteAllTextAsync(receivedFile, received);
        Assert.Fail($"The public surface of {name} differs from the approved one. {difference}\nReceived: artifacts/api/{name}.received.txt. Approve with {Approval}=1.");
    }

    [Fact]
    public void Approved_files_belong_to_rooms() =>
        Violations.None(Directory.EnumerateFiles(ApprovedFolder, "*.txt").Select(Path.GetFileNameWithoutExtension).Except(House.Rooms.Select(room => room.Name), StringComparer.Ordinal));

    [Fact]
    public void Difference_names_the_first_line_that_differs()
    {
        Assert.Null(TextDifference.First("a\nb\n", "a\nb\n"));
        Assert.Equal("Line 2: approved 'b', received 'c'.", TextDifference.First("a\nb\n", "a\nc\n"));
        Assert.Equal("Line 3: approved (end), received 'c'.", TextDifference.First("a\nb", "a\nb\nc"));
    }

    [Fact]
    public void Text_of_a_type_shows_what_a_caller_relies_on()
    {
        var text = new StringBuilder();
        ApiText.Append(text, typeof(ApiSample<,>));
        Assert.Equal(
            """
            public abstract record ApiSample<TKey, TValue> : IApiSample where TKey : notnull where TValue : class, IDisposable
            {
                protected readonly int Kept;
                public const double Limit = 0.5;
                protected ApiSample(TKey Key, string? Note);
                public TKey Key { get; init; }
                public string? Note { get; init; }
                public required IReadOnlyList<string?> Parts { get; init; }
                public void Deconstruct(out TKey Key, out string? Note);
                public abstract TValue? Find(in TKey key, out int at, DayOfWeek day = DayOfWeek.Friday, decimal by = 1.5m, CancellationToken cancellationToken = default);
                protected virtual (int, string) /* Count, Name */ Pair<T>(params ReadOnlySpan<T?> items) where T : struct;
                public static explicit operator int(ApiSample<TKey, TValue> value);
            }

            """.ReplaceLineEndings("\n"),
            text.ToString());
    }
}
