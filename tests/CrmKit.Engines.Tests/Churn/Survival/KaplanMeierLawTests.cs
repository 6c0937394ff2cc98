using CrmKit.Numerics;

namespace CrmKit.Churn.Tests;

public class KaplanMeierLawTests
{
    private static readonly KaplanMeierEstimator Estimator = new();

    [Fact]
    public void Curve_with_whole_weights_is_that_of_repeated_rows() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var repeated = SurvivalRow.Repeated(rows);
        return Alike(Fit(rows), Estimator.Fit(SurvivalRow.Records(repeated, weight: false), SurvivalRow.Groups(repeated)));
    });

    [Fact]
    public void Curve_with_entries_at_0_is_that_without() => Law.Holds(SurvivalRow.Some, rows =>
        Alike(Fit([.. rows.Select(row => row with { Entry = 0 })]), Estimator.Fit(SurvivalRow.Records(rows, entry: false), SurvivalRow.Groups(rows))));

    [Fact]
    public void Curve_does_not_depend_on_the_order_of_rows() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var sampled = SurvivalRow.Sampled(rows);
        return Alike(Fit(sampled, WeightKind.Sampling), Fit([.. sampled.Reverse()], WeightKind.Sampling));
    });

    [Fact]
    public void Curve_counts_those_at_risk_as_defined() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var curve = Estimator.Fit(SurvivalRow.Records(rows)).Curves[0];
        double[] times = [.. rows.Where(row => row.Weight > 0).Select(row => row.Time).Distinct().Order()];
        return curve.Times.SequenceEqual(times)
            && Near.Same(curve.AtRisk, times.Select(t => rows.Where(row => row.Entry < t && t <= row.Time).Sum(row => row.Weight)))
            && Near.Same(curve.Events, times.Select(t => rows.Where(row => row.IsEvent && row.Time == t).Sum(row => row.Weight)))
            && Near.Same(curve.Censored, times.Select(t => rows.Where(row => !row.IsEvent && row.Time == t).Sum(row => row.Weight)));
    });

    [Fact]
    public void Times_that_are_counted_and_times_that_are_sorted_give_one_curve() => Law.Holds(SurvivalRow.Some, rows =>
    {
        SurvivalRow[] whole = [.. rows.Select(row => row with { Time = Math.Round(row.Time / 0.3), Entry = Math.Round(row.Entry / 0.3) })];
        SurvivalRow[] quarters = [.. whole.Select(row => row with { Time = row.Time / 4, Entry = row.Entry / 4 })];
        var (counted, sorted) = (Fit(whole), Fit(quarters));
        return counted.Curves.Zip(sorted.Curves).All(pair =>
            pair.First.Times.Select(t => t / 4).SequenceEqual(pair.Second.Times) && pair.First.Survival.SequenceEqual(pair.Second.Survival) && pair.First.AtRisk.SequenceEqual(pair.Second.AtRisk));
    });

    // The oracle moves one weight at a time and looks what becomes of the curve.
    [Fact]
    public void Robust_errors_are_those_of_moving_each_weight() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var sampled = SurvivalRow.Sampled(rows);
        var curve = Estimator.Fit(SurvivalRow.Records(sampled, kind: WeightKind.Sampling)).Curves[0];
        var (squares, meanSquare, horizon) = (new double[curve.Times.Length], 0.0, 2.3);
        for (var i = 0; i < sampled.Length; i++)
        {
            if (sampled[i].Weight == 0)
            {
                continue;
            }

            SurvivalCurve Moved(double factor) =>
                Estimator.Fit(SurvivalRow.Records([.. sampled.Select((row, j) => j == i ? row with { Weight = row.Weight * factor } : row)], kind: WeightKind.Sampling)).Curves[0];
            const double Step = 1e-5;
            var (more, less) = (Moved(1 + Step), Moved(1 - Step));
            for (var m = 0; m < squares.Length; m++)
            {
                squares[m] += Math.Pow((more.Survival[m] - less.Survival[m]) / (2 * Step), 2);
            }

            meanSquare += Math.Pow((more.RestrictedMean(horizon).Mean - less.RestrictedMean(horizon).Mean) / (2 * Step), 2);
        }

        return curve.Status == SurvivalCurveStatus.NobodyAtRisk
            || (Enumerable.Range(0, squares.Length).All(m => curve.Survival[m] == 0 || Near.Same(curve.StandardError(m), Math.Sqrt(squares[m]), 1e-6))
                && Near.Same(curve.RestrictedMean(horizon).StandardError, Math.Sqrt(meanSquare), 1e-6));
    }, tests: 60);

    [Fact]
    public void Ties_add_up_to_the_sum_one_after_the_other()
    {
        foreach (var (n, d) in new[] { (1, 1), (7, 3), (7, 7), (1000, 1), (1000, 999), (100_000, 60_000), (3_000_000, 2_999_999) })
        {
            var curve = Estimator.Fit(new SurvivalRecords(new double[] { 1, 2 }, new[] { true, false }) { Weight = new double[] { d, n - d } }).Curves[0];
            var hazard = curve.FlemingHarrington();
            var terms = Enumerable.Range(0, d).Select(j => 1.0 / (n - j)).Reverse().ToList();
            Relative.Equal(terms.Sum(), hazard.Values[0], 1e-13);
            Relative.Equal(Math.Sqrt(terms.Sum(term => term * term)), hazard.StandardErrors[0], 1e-13);
        }
    }

    [Fact]
    public void Curve_has_the_same_bytes_on_one_thread_and_on_two()
    {
        var random = new SeededRandom(11);
        const int Count = 300_000;
        double[] Numbers(Func<double> next) => [.. Enumerable.Range(0, Count).Select(_ => next())];
        var records = new SurvivalRecords(Numbers(() => 10 + Math.Floor(72 * random.NextUniform())), Numbers(random.NextUniform).Select(u => u < 0.4).ToArray())
        {
            Entry = Numbers(() => Math.Floor(10 * random.NextUniform())),
            Weight = Numbers(() => 0.1 + random.NextUniform()),
            WeightKind = WeightKind.Sampling,
        };
        var (one, two) = (Estimator.Fit(records, options: new() { MaxThreads = 1 }).Curves[0], Estimator.Fit(records, options: new() { MaxThreads = 2 }).Curves[0]);
        Assert.True(one.Survival.SequenceEqual(two.Survival));
        Assert.True(one.AtRisk.SequenceEqual(two.AtRisk));
        Assert.True(one.Events.SequenceEqual(two.Events));
        Assert.Equal(72, one.Times.Length);
        Assert.All(Enumerable.Range(0, 72), step => Assert.Equal(one.StandardError(step), two.StandardError(step)));
    }

    private static SurvivalFit Fit(SurvivalRow[] rows, WeightKind kind = WeightKind.Frequency) => Estimator.Fit(SurvivalRow.Records(rows, kind: kind), SurvivalRow.Groups(rows));

    private static bool Alike(SurvivalFit a, SurvivalFit b) => a.Curves.Zip(b.Curves).All(pair => Alike(pair.First, pair.Second));

    private static bool Alike(SurvivalCurve a, SurvivalCurve b) =>
        a.Status == b.Status
        && a.Times.SequenceEqual(b.Times)
        && Near.Same(a.AtRisk, b.AtRisk) && Near.Same(a.Events, b.Events) && Near.Same(a.Censored, b.Censored) && Near.Same(a.Survival, b.Survival)
        && Near.Same(a.NelsonAalen().Values, b.NelsonAalen().Values) && Near.Same(a.NelsonAalen().StandardErrors, b.NelsonAalen().StandardErrors)
        && Near.Same(a.FlemingHarrington().Values, b.FlemingHarrington().Values) && Near.Same(a.FlemingHarrington().StandardErrors, b.FlemingHarrington().StandardErrors)
        && Enumerable.Range(0, a.Times.Length).All(i => Near.Same(a.StandardError(i), b.StandardError(i)) && Near.Same(a.Limits(i)?.Lower, b.Limits(i)?.Lower) && Near.Same(a.Limits(i)?.Upper, b.Limits(i)?.Upper))
        && Near.Same(a.RestrictedMean(3.5).Mean, b.RestrictedMean(3.5).Mean) && Near.Same(a.RestrictedMean(3.5).StandardError, b.RestrictedMean(3.5).StandardError)
        && a.Median.Status == b.Median.Status && Near.Same(a.Median.Time, b.Median.Time);
}
