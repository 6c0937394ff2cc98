namespace CrmKit.Churn.Tests;

public sealed class CoxModelTests
{
    private static readonly CoxCase Strata = CoxCase.Read("cox-rossi-strata-efron");
    private static readonly CoxFit Fit = Strata.Fit();

    [Fact]
    public void Chances_of_many_are_those_of_each_ones_curve()
    {
        var rows = Strata.Records.Count;
        var tenure = Enumerable.Range(0, rows).Select(i => i % 40 * 1.0).ToArray();
        var (stay, leave) = (new double[rows], new double[rows]);
        var codes = Strata.Options.Strata!.Codes;
        Fit.Model.ProbabilitiesOfStaying(Strata.Covariates, tenure, 8, stay, codes.AsSpan());
        Fit.Model.ProbabilitiesOfLeaving(Strata.Covariates, tenure, 8, leave, codes.AsSpan());
        for (var i = 0; i < rows; i++)
        {
            var curve = Fit.Model.Curve([.. Strata.Covariates.Select(column => column.Values[i])], codes[i]);
            Relative.Equal(Math.Exp(curve.LogSurvival(tenure[i] + 8) - curve.LogSurvival(tenure[i])), stay[i], 1e-12);
            Assert.Equal(1 - stay[i], leave[i], 1e-15);
        }
    }

    [Fact]
    public void Remaining_life_of_a_curve_is_the_chance_of_many()
    {
        var curve = Fit.Model.Curve([.. Strata.Covariates.Select(column => column.Values[0])], Strata.Options.Strata!.Codes[0]);
        var chances = new double[1];
        RemainingLife.ProbabilitiesOfLeaving(curve, [10], 8, chances);
        Relative.Equal(-Math.Exp(curve.LogSurvival(18) - curve.LogSurvival(10)) + 1, chances[0], 1e-12);
    }

    [Fact]
    public void Linear_predictors_of_many_are_those_of_each()
    {
        var found = new double[Strata.Records.Count];
        Fit.Model.LinearPredictors(Strata.Covariates, found);
        for (var i = 0; i < found.Length; i++)
        {
            Assert.Equal(Fit.Model.LinearPredictor([.. Strata.Covariates.Select(column => column.Values[i])]), found[i], 1e-14);
        }
    }

    [Fact]
    public void Curve_before_the_first_event_is_certain_and_after_the_last_time_level()
    {
        var curve = Fit.Model.Baseline(2);
        Assert.Equal(new ConfidenceLimits(1, 1, 1, 0.9), curve.Survival(0, 0.9));
        Assert.Equal(curve.LogSurvival(curve.LastTime), curve.LogSurvival(1e9));
        Assert.Equal(52, curve.LastTime);
    }

    [Fact]
    public void Clusters_of_one_record_each_give_the_robust_errors_without_clusters()
    {
        var data = CoxCase.Read("cox-synthetic_a-frac-efron");
        var single = GroupColumn.OfCodes("row", [.. Enumerable.Range(0, data.Records.Count).Select(i => $"{i}")], [.. Enumerable.Range(0, data.Records.Count)]);
        var clustered = new CoxEstimator().Fit(data.Records, data.Covariates, data.Options with { Clusters = single });
        foreach (var (a, b) in data.Fit().RobustCovariance!.StandardErrors.Zip(clustered.RobustCovariance!.StandardErrors))
        {
            Relative.Equal(a, b, 1e-12);
        }
    }

    // coxph(Surv(entry, time, event) ~ age + year + surgery + transplant, cluster = id) of R's survival 3.5-3.
    [Fact]
    public void Clustered_errors_are_those_of_another_program()
    {
        var data = CoxCase.Read("cox-heart-efron");
        var ids = ReferenceTable.Read("churn/data/heart.csv");
        var fit = new CoxEstimator().Fit(data.Records, data.Covariates, data.Options with { Clusters = GroupColumn.Of("id", ids.Rows.Select(row => ids.Text(row, "id"))) });
        double[] expected = [0.01389189292408042, 0.07307985923936354, 0.3582102023845868, 0.3168823490624889];
        foreach (var (a, b) in expected.Zip(fit.RobustCovariance!.StandardErrors))
        {
            Relative.Equal(a, b, 1e-10);
        }
    }

    [Fact]
    public void Questions_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit.Model.Baseline(4));
        Assert.Throws<ArgumentException>(() => Fit.Model.Curve([1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit.Model.Baseline().LogSurvival(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fit.Model.Baseline().Survival(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CoxEstimator().Fit(Strata.Records, Strata.Covariates, new CoxOptions { MaxThreads = 0 }));
        Assert.Throws<ArgumentException>(() => new CoxEstimator().Fit(Strata.Records, [Strata.Covariates[0], Strata.Covariates[0]]));
        Assert.Throws<ArgumentException>(() => new CoxEstimator().Fit(Strata.Records, Strata.Covariates, new CoxOptions { Ties = CoxTies.Exact, IsRobust = true }));
        Assert.Throws<OperationCanceledException>(() => new CoxEstimator().Fit(Strata.Records, Strata.Covariates, null, new CancellationToken(canceled: true)));
    }
}
