using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace CrmKit.EndToEnd.Tests.Kills;

/// <summary>Real worker processes on one outbox, killed at random instants and at every named place. CRMKIT_KILLS=100 is the large size: 200 messages a kill.</summary>
public sealed class KilledWorkerTests(ITestOutputHelper output)
{
    private const int MessagesPerKill = 200;

    private static readonly ImmutableArray<TouchClass> Classes =
        [TouchClass.Promotional, TouchClass.Transactional, TouchClass.Relationship, TouchClass.Transactional, TouchClass.Promotional, TouchClass.Legal];

    [Fact]
    public async Task Killed_workers_lose_nothing_and_send_twice_what_may_be_sent_twice_alone()
    {
        var kills = int.TryParse(Environment.GetEnvironmentVariable("CRMKIT_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 5;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CRMKIT_KILL_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount;
        output.WriteLine($"CRMKIT_KILL_SEED={seed} CRMKIT_KILLS={kills}");
        var folder = Directory.CreateTempSubdirectory("crmkit-kills").FullName;
        try
        {
            var path = Path.Combine(folder, "crm.db");
            var promised = await PromiseAsync(path, kills * MessagesPerKill);
            var harness = new KillHarness("sqlite", path, Path.Combine(folder, "ledgers"), seed);
            await harness.RunAsync(kills);

            await using var store = await SqliteCrmStore.OpenAsync(path);
            var rows = await store.ReadOutboxAsync().ToListAsync();
            var touches = await store.ReadEventsAsync().Select(recorded => recorded.Event).OfType<Touch>().ToListAsync();
            var told = new Account(promised, rows, touches, harness.Deliveries());
            output.WriteLine($"{harness.Kills} kills, {told}");
            Assert.True(harness.Kills >= kills + KillHarness.FailPoints.Length / 2, $"{harness.Kills} kills are too few to mean anything.");
            told.Check(harness.Kills, harness.Window);
            Assert.Equal("ok", Scalar(path, "PRAGMA integrity_check"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Two messages a person, of every class, due since the hour before.</summary>
    private static async Task<ImmutableArray<PlannedTouch>> PromiseAsync(string path, int messages)
    {
        await using var store = await SqliteCrmStore.OpenAsync(path);
        string[] people = [.. Enumerable.Range(0, (messages + 1) / 2).Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i}"))];
        await store.CommitAsync(new ChangeSet { Customers = [.. people.Select(A.Customer)], Consents = [.. people.Select(id => A.Consent(id))] });
        var due = SystemClock.Instance.GetCurrentInstant() - Duration.FromHours(1);
        ImmutableArray<PlannedTouch> touches = [.. Enumerable.Range(0, messages).Select(i => Numbered(people[i / 2], i, due))];
        Assert.Equal(messages, (await store.EnqueueAsync(A.Plan(touches), "kills")).Added);
        return touches;
    }

    private static PlannedTouch Numbered(string person, int number, Instant due)
    {
        var touch = A.PlannedTouch(person, number.ToString(CultureInfo.InvariantCulture), due);
        var intent = touch.Intent;
        return touch with
        {
            Intent = new TouchIntent(intent.Key, Classes[number % Classes.Length], intent.Purpose, intent.Point, due + Duration.FromDays(30)),
            Reason = new Reason(touch.Reason.Code, ReasonArgument.Of("number", number)),
        };
    }

    private static object? Scalar(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
