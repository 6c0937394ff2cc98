namespace CrmKit.Churn.Tests;

// Every valid data set has a finite answer or a named status.
public class SurvivalEdgeDataTests
{
    [Fact]
    public void Nobody_has_a_curve_that_says_so()
    {
        var curve = Fit([], []);
        Assert.Equal(SurvivalCurveStatus.NobodyAtRisk, curve.Status);
        Assert.Equal(Lifetime.NotIdentified, curve.Median);
        Assert.Equal(LifetimeStatus.NotIdentified, RemainingLife.ProbabilityOfLeaving(curve, 0, 5).Status);
        Assert.Equal(LifetimeStatus.NotIdentified, RemainingLife.ResidualMean(curve, 0).Status);
        Assert.Equal(new RestrictedMean(5, 5, 0, true), curve.RestrictedMean(5));
        AssertFinite(curve);
    }

    [Fact]
    public void One_who_left_exhausts_the_risk_set()
    {
        var curve = Fit([7], [true]);
        Assert.Equal(SurvivalCurveStatus.Exhausted, curve.Status);
        Assert.Equal(Lifetime.Finite(7), curve.Median);
        Assert.Null(curve.StandardError(0));
        Assert.Equal(LifetimeStatus.NotIdentified, curve.QuantileLimits(0.5).Lower.Status);
        Assert.Equal(LifetimeStatus.NotIdentified, RemainingLife.ProbabilityOfLeaving(curve, 7, 1).Status);
        Assert.Equal(new RemainingChance(1, LifetimeStatus.Finite), RemainingLife.ProbabilityOfLeaving(curve, 3, 4));
        AssertFinite(curve);
    }

    [Fact]
    public void One_who_stayed_leaves_everything_open()
    {
        var curve = Fit([7], [false]);
        Assert.Equal(SurvivalCurveStatus.NoEvents, curve.Status);
        Assert.Equal(Lifetime.Restricted(7), curve.Median);
        Assert.Equal(Lifetime.Restricted(5), RemainingLife.ResidualMean(curve, 2));
        Assert.Equal(new RemainingChance(0, LifetimeStatus.Restricted), RemainingLife.ProbabilityOfLeaving(curve, 2, 6));
        AssertFinite(curve);
    }

    [Fact]
    public void All_who_left_at_one_time_have_a_curve_of_one_step()
    {
        var curve = Fit([3, 3, 3], [true, true, true]);
        Assert.Equal(new double[] { 3 }, curve.Times.ToArray());
        Assert.Equal(new double[] { 0 }, curve.Survival.ToArray());
        Relative.Equal(1 + (1 / 2.0) + (1 / 3.0), curve.FlemingHarrington().Values[0], 1e-15);
        AssertFinite(curve);
    }

    [Theory]
    [InlineData(WeightKind.Frequency)]
    [InlineData(WeightKind.Sampling)]
    public void All_weights_zero_but_one_is_one_customer_and_all_zero_is_nobody(WeightKind kind)
    {
        SurvivalRecords Weighted(params double[] weights) => new(new double[] { 1, 2.5, 3 }, new[] { true, true, false }) { Weight = weights, WeightKind = kind };
        var one = new KaplanMeierEstimator().Fit(Weighted(0, 0.7, 0)).Curves[0];
        Assert.Equal(new[] { 2.5 }, one.Times.ToArray());
        Assert.Equal(SurvivalCurveStatus.Exhausted, one.Status);
        Assert.Equal(3, one.Records);
        AssertFinite(one);
        var none = new KaplanMeierEstimator().Fit(Weighted(0, 0, 0)).Curves[0];
        Assert.Equal(SurvivalCurveStatus.NobodyAtRisk, none.Status);
        AssertFinite(none);
        Assert.Equal(ConcordanceStatus.NotIdentified, Concordance.Of(Weighted(0, 1, 0), new double[] { 1, 2, 3 }).Status);
        Assert.Equal(LogRankStatus.OneGroup, LogRankTest.Of(Weighted(0, 1, 0), GroupColumn.Of("g", ["a", "b", "a"])).Status);
    }

    [Fact]
    public void Curve_stays_at_0_where_others_come_in_later_and_hazards_go_on()
    {
        var records = new SurvivalRecords(new double[] { 1, 2, 5, 7 }, new[] { true, true, true, false }) { Entry = new double[] { 0, 0, 3, 4 } };
        var curve = new KaplanMeierEstimator().Fit(records).Curves[0];
        Assert.Equal(SurvivalCurveStatus.Exhausted, curve.Status);
        Assert.Equal(new[] { 0.5, 0, 0, 0 }, curve.Survival.ToArray());
        Assert.Equal(new[] { 0.5, 1.5, 2, 2 }, curve.NelsonAalen().Values.ToArray());
        AssertFinite(curve);
    }

    // 0.1 + 0.2 - 0.3 is not 0 in binary: the risk set is nevertheless exhausted.
    [Fact]
    public void Weights_that_leave_a_rounding_behind_leave_nobody()
    {
        var records = new SurvivalRecords(new double[] { 1, 1, 2, 9, 9 }, new[] { true, true, true, true, false })
        {
            Entry = new double[] { 0, 0, 0, 5, 5 },
            Weight = new double[] { 0.1, 0.2, 0.3, 1e9 / 3, 0.1 },
            WeightKind = WeightKind.Sampling,
        };
        var curve = new KaplanMeierEstimator().Fit(records).Curves[0];
        Assert.Equal([0, 0], [curve.Survival[1], curve.Survival[2]]);
        Relative.Equal(0.3, curve.AtRisk[1], 1e-15);
        AssertFinite(curve);
    }

    [Fact]
    public void Curve_that_falls_below_the_smallest_number_keeps_its_logarithm()
    {
        const int Steps = 400;
        double[] times = [.. Enumerable.Range(1, Steps).SelectMany(t => new double[] { t, t })];
        var records = new SurvivalRecords(times, Enumerable.Range(0, 2 * Steps).Select(i => i % 2 == 0).ToArray())
        {
            Entry = times.Select(t => t - 1).ToArray(),
            Weight = Enumerable.Range(0, 2 * Steps).Select(i => i % 2 == 0 ? 999.0 : 1.0).ToArray(),
        };
        var curve = new KaplanMeierEstimator().Fit(records).Curves[0];
        Relative.Equal(-Steps * Math.Log(1000), curve.LogSurvival(Steps), 1e-13);
        Relative.Equal(0.999, RemainingLife.ProbabilityOfLeaving(curve, 350, 1).Value, 1e-13);
        Relative.Equal(1.001001001001001, RemainingLife.ResidualMean(curve, 350).Time, 1e-13);
        AssertFinite(curve);
    }

    [Fact]
    public void Groups_that_cannot_be_compared_say_why()
    {
        var records = new SurvivalRecords(new double[] { 1, 2, 3, 4 }, new[] { true, false, true, false });
        var stayed = new SurvivalRecords(new double[] { 1, 2, 3, 4 }, new bool[4]);
        AssertUntested(LogRankStatus.OneGroup, LogRankTest.Of(records, GroupColumn.Of("g", ["a", "a", "a", "a"])));
        AssertUntested(LogRankStatus.NoEvents, LogRankTest.Of(stayed, GroupColumn.Of("g", ["a", "b", "a", "b"])));
        AssertUntested(LogRankStatus.NotIdentified, LogRankTest.Of(records, GroupColumn.Of("g", ["a", "a", "b", "b"]), GroupColumn.Of("s", ["x", "x", "y", "y"])));
        AssertUntested(LogRankStatus.OneGroup, LogRankTest.Of(new SurvivalRecords(default, default), GroupColumn.Of("g", [])));
    }

    [Fact]
    public void Groups_that_never_meet_leave_fewer_differences_free()
    {
        var records = new SurvivalRecords(new double[] { 1, 2, 3, 1, 2, 3 }, new[] { true, true, false, true, true, false });
        var test = LogRankTest.Of(records, GroupColumn.Of("g", ["a", "b", "b", "c", "d", "c"]), GroupColumn.Of("s", ["x", "x", "x", "y", "y", "y"]));
        Assert.Equal(2, test.DegreesOfFreedom);
        Assert.InRange(test.PValue!.Value, 0, 1);
    }

    [Fact]
    public void Nothing_to_compare_has_no_concordance()
    {
        var scores = new double[] { 1, 2, 3 };
        Assert.Equal(ConcordanceStatus.NotIdentified, Concordance.Of(new SurvivalRecords(new double[] { 1, 2, 3 }, new bool[3]), scores).Status);
        Assert.Equal(ConcordanceStatus.NotIdentified, Concordance.Of(new SurvivalRecords(new double[] { 2, 2, 2 }, new[] { true, true, true }), scores).Status);
        Assert.Equal(ConcordanceStatus.NotIdentified, Concordance.Of(new SurvivalRecords(default, default), default).Status);
        var alike = Concordance.Of(new SurvivalRecords(new double[] { 1, 2, 3 }, new[] { true, true, true }), new double[3]);
        Assert.Equal(0.5, alike.Estimate);
        Assert.Equal(0, alike.StandardError);
    }

    [Fact]
    public void Fifty_thousand_strata_and_groups_are_answered()
    {
        const int Count = 150_000;
        var codes = Enumerable.Range(0, Count).Select(i => i % 50_000).ToImmutableArray();
        var column = GroupColumn.OfCodes("each", [.. Enumerable.Range(0, 50_000).Select(i => i.ToString(CultureInfo.InvariantCulture))], codes);
        double[] times = [.. Enumerable.Range(0, Count).Select(i => (double)(1 + (i * 7 % 13)))];
        var records = new SurvivalRecords(times, Enumerable.Range(0, Count).Select(i => i % 3 != 0).ToArray());
        var sides = GroupColumn.OfCodes("side", ["a", "b"], [.. Enumerable.Range(0, Count).Select(i => i / 50_000 % 2)]);
        Assert.Equal(LogRankStatus.Tested, LogRankTest.Of(records, sides, column).Status);
        Assert.InRange(Concordance.Of(records, times.Select(t => -t).ToArray(), column).Estimate!.Value, 1, 1);
        var fit = new KaplanMeierEstimator().Fit(records, column);
        Assert.Equal(50_000, fit.Curves.Length);
        AssertFinite(fit.Curves[49_999]);
    }

    [Fact]
    public void Input_outside_its_range_is_refused_by_row()
    {
        var records = new SurvivalRecords(new double[] { 1, 2 }, new[] { true, false });
        var heavy = new SurvivalRecords(new double[] { 1, 2 }, new[] { true, false }) { Weight = new[] { 1, 1e200 } };
        Assert.Contains("Row 1", Assert.Throws<ArgumentException>(() => new KaplanMeierEstimator().Fit(heavy)).Message, StringComparison.Ordinal);
        Assert.Contains("Row 0", Assert.Throws<ArgumentException>(() => Concordance.Of(records, new[] { double.NaN, 0 })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new KaplanMeierEstimator().Fit(records, GroupColumn.Of("g", ["a"])));
        Assert.Throws<ArgumentException>(() => Concordance.Of(records, new double[3]));
        Assert.Throws<ArgumentException>(() => LogRankTest.Of(records, GroupColumn.Of("g", ["a"])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KaplanMeierOptions { MaxThreads = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogRankOptions { Rho = double.NaN });
        var curve = Fit([1, 2], [true, false]);
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.StandardError(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.StandardError(0, SurvivalErrorKind.Robust));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.Limits(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.Quantile(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.RestrictedMean(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => curve.SurvivalAt(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => RemainingLife.ProbabilityOfLeaving(curve, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => RemainingLife.ProbabilitiesOfLeaving(curve, [1, double.NaN], 1, new double[2]));
        Assert.Throws<ArgumentException>(() => RemainingLife.ProbabilitiesOfLeaving(curve, [1, 2], 1, new double[1]));
    }

    private static SurvivalCurve Fit(double[] times, bool[] isEvent) => new KaplanMeierEstimator().Fit(new SurvivalRecords(times, isEvent)).Curves[0];

    private static void AssertUntested(LogRankStatus expected, LogRankTest test)
    {
        Assert.Equal((expected, 0, 0, null), (test.Status, test.ChiSquare, test.DegreesOfFreedom, test.PValue));
        Assert.All(test.Groups, group => Assert.True(double.IsFinite(group.Observed) && double.IsFinite(group.Expected) && group.Variance >= 0));
    }

    private static void AssertFinite(SurvivalCurve curve)
    {
        var (nelson, fleming) = (curve.NelsonAalen(), curve.FlemingHarrington());
        double[] figures =
        [
            curve.LastTime, curve.WeightedEvents, .. curve.Times, .. curve.AtRisk, .. curve.Events, .. curve.Censored, .. curve.Survival,
            .. nelson.Values, .. nelson.StandardErrors, .. fleming.Values, .. fleming.StandardErrors,
            curve.RestrictedMean(6).Mean, curve.RestrictedMean(6).StandardError, RemainingLife.ResidualMean(curve, 1).Time, RemainingLife.RemainingQuantile(curve, 1, 0.3).Time,
            .. Enumerable.Range(0, curve.Times.Length).Select(step => curve.StandardError(step) ?? 0),
            .. Enum.GetValues<LimitScale>().SelectMany(scale => Enumerable.Range(0, curve.Times.Length).SelectMany(step => new[] { curve.Limits(step, scale: scale)?.Lower ?? 0, curve.Limits(step, scale: scale)?.Upper ?? 0 })),
        ];
        Assert.All(figures, figure => Assert.True(double.IsFinite(figure)));
        Assert.All(curve.Survival, s => Assert.InRange(s, 0, 1));
    }
}
