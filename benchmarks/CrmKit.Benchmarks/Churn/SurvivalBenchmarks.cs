using BenchmarkDotNet.Attributes;
using CrmKit.Churn;
using CrmKit.Numerics;

namespace CrmKit.Benchmarks;

// Subscriptions observed for 72 months, in whole months, with a score that matters.
[MemoryDiagnoser]
public class SurvivalBenchmarks
{
    private SurvivalRecords _records = null!;
    private SurvivalRecords _entered = null!;
    private SurvivalRecords _weighted = null!;
    private SurvivalCurve _curve = null!;
    private double[] _scores = [];
    private double[] _chances = [];
    private GroupColumn _plans = null!;

    [Params(10_000, 100_000, 1_000_000)]
    public int Customers { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new SeededRandom(5);
        var count = Scale.Of(Customers);
        var (times, isEvent, entries, weights, plans) = (new double[count], new bool[count], new double[count], new double[count], new string[count]);
        _scores = new double[count];
        _chances = new double[count];
        for (var i = 0; i < count; i++)
        {
            _scores[i] = random.NextNormal();
            var month = Math.Ceiling(40 * random.NextExponential() * Math.Exp(-0.5 * _scores[i]));
            (times[i], isEvent[i]) = (Math.Clamp(month, 1, 72), month <= 72 && random.NextUniform() < 0.7);
            entries[i] = random.NextUniform() < 0.6 ? 0 : Math.Floor(0.99 * times[i] * random.NextUniform());
            weights[i] = 0.5 + random.NextUniform();
            plans[i] = random.NextBelow(3) switch { 0 => "basic", 1 => "plus", _ => "team" };
        }

        _records = new SurvivalRecords(times, isEvent);
        _entered = new SurvivalRecords(times, isEvent) { Entry = entries };
        _weighted = new SurvivalRecords(times, isEvent) { Weight = weights, WeightKind = WeightKind.Sampling };
        _plans = GroupColumn.Of("plan", plans);
        _curve = KaplanMeier().Curves[0];
    }

    [Benchmark]
    public SurvivalFit KaplanMeier() => new KaplanMeierEstimator().Fit(_records);

    [Benchmark]
    public SurvivalFit KaplanMeierWithEntry() => new KaplanMeierEstimator().Fit(_entered);

    [Benchmark]
    public SurvivalFit KaplanMeierRobust() => new KaplanMeierEstimator().Fit(_weighted);

    [Benchmark]
    public LogRankTest LogRank() => LogRankTest.Of(_records, _plans);

    [Benchmark]
    public Concordance Concordance() => CrmKit.Churn.Concordance.Of(_records, _scores);

    [Benchmark]
    public Concordance ConcordanceWithEntry() => CrmKit.Churn.Concordance.Of(_entered, _scores);

    [Benchmark]
    public int LeavingWithinAQuarter() => RemainingLife.ProbabilitiesOfLeaving(_curve, _records.Time.Span, 3, _chances);
}
