using CrmKit.Import;
using static CrmKit.Adapters.Tests.Import.Duplicates.DuplicateList;

namespace CrmKit.Adapters.Tests.Import.Duplicates;

public sealed class DuplicateInputTests
{
    [Fact]
    public void Same_id_twice_is_refused_without_telling_it()
    {
        var fault = Assert.Throws<ArgumentException>(() => DuplicateFinder.Find([Person("secret", "Ole"), Person("b"), Person("secret", "Ida")]));

        Assert.Equal("people", fault.ParamName);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => DuplicateFinder.Find(null!));
        Assert.Throws<ArgumentException>(() => DuplicateFinder.Find([null!]));
        Assert.Throws<InvalidOperationException>(() => DuplicateFinder.Find([Person("a") with { Id = default }]));
    }

    [Fact]
    public void Option_out_of_range_is_refused_by_name()
    {
        void Refused(DuplicateOptions options, string name) =>
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => DuplicateFinder.Find([], options)).ParamName);

        Refused(new() { MinimumScore = double.NaN }, "MinimumScore");
        Refused(new() { MinimumScore = double.PositiveInfinity }, "MinimumScore");
        Refused(new() { ExpectedDuplicates = 0 }, "ExpectedDuplicates");
        Refused(new() { ExpectedDuplicates = double.NaN }, "ExpectedDuplicates");
        Refused(new() { ExpectedDuplicates = 10.1 }, "ExpectedDuplicates");
        Refused(new() { MaxBlockSize = 1 }, "MaxBlockSize");
        Refused(new() { MaxBlockSize = 10_001 }, "MaxBlockSize");
        Refused(new() { MaxCandidates = 0 }, "MaxCandidates");
        Refused(new() { Workers = 0 }, "Workers");
        Refused(new() { Workers = 1025 }, "Workers");
    }

    [Fact]
    public void Search_is_stopped_by_its_token()
    {
        using var stopped = new CancellationTokenSource();
        var people = Enumerable.Range(0, 20_000).Select(i => Person($"{i}", "Ole Quint"));

        var late = new Stop(stopped, at: 0.3);
        Assert.ThrowsAny<OperationCanceledException>(() => DuplicateFinder.Find(people, progress: late, cancellationToken: stopped.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => DuplicateFinder.Find(people, cancellationToken: stopped.Token));
    }

    [Fact]
    public void Progress_rises_from_nothing_to_everything()
    {
        var told = new Told();
        DuplicateFinder.Find(Enumerable.Range(0, 9_000).Select(i => Person($"{i}", $"Ole Quint{i % 3000}")), progress: told);

        Assert.Equal(0, told.Values[0]);
        Assert.Equal(1, told.Values[^1]);
        Assert.Equal(told.Values.Order(), told.Values);
        Assert.True(told.Values.Count > 8);
    }

    private sealed class Told : IProgress<double>
    {
        public List<double> Values { get; } = [];

        public void Report(double value) => Values.Add(value);
    }

    private sealed class Stop(CancellationTokenSource source, double at) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value >= at)
            {
                source.Cancel();
            }
        }
    }
}
