namespace CrmKit.Churn.Tests;

public class LogRankLawTests
{
    [Fact]
    public void Test_with_whole_weights_is_that_of_repeated_rows() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var repeated = SurvivalRow.Repeated(rows);
        return Alike(Peto(SurvivalRow.Records(rows), rows), Peto(SurvivalRow.Records(repeated, weight: false), repeated));
    });

    [Fact]
    public void Test_with_entries_at_0_is_that_without_and_of_rows_in_any_order() => Law.Holds(SurvivalRow.Some, rows =>
    {
        SurvivalRow[] turned = [.. SurvivalRow.Sampled(rows).Select(row => row with { Entry = 0 })];
        return Alike(
            Peto(SurvivalRow.Records([.. turned.Reverse()], kind: WeightKind.Sampling), [.. turned.Reverse()]),
            Peto(SurvivalRow.Records(turned, entry: false, kind: WeightKind.Sampling), turned));
    });

    [Fact]
    public void Differences_add_up_to_nothing_in_value_and_variance() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var test = LogRankTest.Of(SurvivalRow.Records(rows), SurvivalRow.Groups(rows), GroupColumn.Of("score", rows.Select(row => row.Score.ToString(CultureInfo.InvariantCulture))));
        return Math.Abs(test.Groups.Sum(group => group.Observed - group.Expected)) < 1e-9
            && Enumerable.Range(0, 3).All(i => Math.Abs(Enumerable.Range(0, 3).Sum(j => test.Covariance[i, j])) < 1e-9)
            && (test.Status == LogRankStatus.Tested) == test.PValue is >= 0 and <= 1;
    });

    // Two groups: the difference by definition, and its robust variance with the jackknife's, which moves each weight.
    [Fact]
    public void Robust_variance_is_that_of_moving_each_weight() => Law.Holds(SurvivalRow.Some, rows =>
    {
        var sampled = SurvivalRow.Sampled(rows);
        var test = LogRankTest.Of(SurvivalRow.Records(sampled, kind: WeightKind.Sampling), SurvivalRow.Groups(sampled));
        double variance = 0;
        for (var i = 0; i < sampled.Length; i++)
        {
            double Moved(double factor)
            {
                SurvivalRow[] moved = [.. sampled.Select((row, j) => j == i ? row with { Weight = row.Weight * factor } : row)];
                var group = LogRankTest.Of(SurvivalRow.Records(moved, kind: WeightKind.Sampling), SurvivalRow.Groups(moved)).Groups[0];
                return group.Observed - group.Expected;
            }

            variance += Math.Pow((Moved(1 + 1e-5) - Moved(1 - 1e-5)) / 2e-5, 2);
        }

        return Near.Same(test.Groups[0].Variance, variance, 1e-6);
    }, tests: 60);

    private static LogRankTest Peto(SurvivalRecords records, SurvivalRow[] rows) => LogRankTest.Of(records, SurvivalRow.Groups(rows), options: LogRankOptions.Peto);

    private static bool Alike(LogRankTest a, LogRankTest b) =>
        a.Status == b.Status && a.DegreesOfFreedom == b.DegreesOfFreedom && Near.Same(a.ChiSquare, b.ChiSquare, 1e-8) && Near.Same(a.PValue, b.PValue, 1e-8)
        && Near.Same(a.Groups.Select(group => group.Observed), b.Groups.Select(group => group.Observed))
        && Near.Same(a.Groups.Select(group => group.Expected), b.Groups.Select(group => group.Expected))
        && Near.Same(a.Groups.Select(group => group.Variance), b.Groups.Select(group => group.Variance));
}
