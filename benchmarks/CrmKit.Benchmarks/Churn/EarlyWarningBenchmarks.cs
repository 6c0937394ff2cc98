using BenchmarkDotNet.Attributes;
using CrmKit.Churn;
using CrmKit.Numerics;
using NodaTime;

namespace CrmKit.Benchmarks;

/// <summary>A hundred thousand people with the seven features of the house, some unknown: scored with every term, with their reasons in order, with reasons as records; and fitted with trial and calibration.</summary>
[MemoryDiagnoser]
public class EarlyWarningBenchmarks
{
    private FeatureTable _table = null!;
    private EarlyWarningModel _model = null!;

    [GlobalSetup]
    public void Setup()
    {
        _table = Draw(Scale.Of(100_000));
        _model = new EarlyWarningEstimator().Fit(_table).Model;
    }

    [Benchmark]
    public EarlyWarningScores Score() => _model.Score(_table);

    [Benchmark]
    public long ScoreWithTopTerms()
    {
        var scores = _model.Score(_table);
        Span<int> top = stackalloc int[3];
        long sum = 0;
        for (var row = 0; row < scores.Count; row++)
        {
            sum += scores.Top(row, top);
        }

        return sum;
    }

    [Benchmark]
    public long ScoreWithReasons()
    {
        var scores = _model.Score(_table);
        long sum = 0;
        for (var row = 0; row < scores.Count; row++)
        {
            sum += scores.Reasons(row).Length;
        }

        return sum;
    }

    [Benchmark]
    public EarlyWarningFit Fit() => new EarlyWarningEstimator().Fit(_table);

    private static FeatureTable Draw(int rows)
    {
        var random = new SeededRandom(1);
        var builder = new FeatureTableBuilder();
        for (var i = 0; i < rows; i++)
        {
            var (overdue, trend, complaint, silence) = (random.NextUniform(), random.NextNormal(), random.NextUniform() < 0.05 ? 1.0 : 0, random.NextNormal());
            var fall = random.NextUniform() < 0.7 ? double.NaN : 0.3 * random.NextNormal();
            double unanswered = random.NextUniform() < 0.2 ? double.NaN : random.NextBelow(8);
            var left = random.NextUniform() < SpecialFunctions.Logistic(-1.5 + overdue - (0.5 * trend) + complaint + (0.5 * silence));
            builder.Add(CustomerId.FromInt64(i / 4), new LocalDate(2024, 1, 1).PlusDays(91 * (i % 4)), [overdue, trend, complaint, fall, silence, random.NextBelow(3), unanswered], left);
        }

        return builder.Build();
    }
}
