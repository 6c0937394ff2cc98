using CrmKit.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Churn.Tests;

public class RetentionFitTests
{
    private static readonly RetentionEstimator[] Both = [new ShiftedBetaGeometricEstimator(), new BetaDiscreteWeibullEstimator()];

    // Cohorts of up to eight periods and few customers, so that nobody leaving, everybody leaving and no period at all come up often.
    private static Gen<double[][]> SmallCohorts => Gen.Choose(1, 6).SelectMany(size => Gen.Choose(0, size).ArrayOf(8).Select(losses => Cohort(size, losses))
        .SelectMany(cohort => Gen.Choose(1, 9).Select(periods => cohort[..Math.Min(periods, cohort.Length)]))).ArrayOf(3);

    [Fact]
    public void Fit_of_few_customers_is_finite_and_its_curve_has_the_likelihood_stated() => Law.Holds(SmallCohorts, cohorts =>
    {
        var data = RetentionCounts.OfCohorts(cohorts);
        foreach (var estimator in Both)
        {
            var fit = estimator.Fit(data);
            Assert.True(double.IsFinite(fit.LogLikelihood) && fit.LogLikelihood <= 1e-9);
            Assert.True(fit.Convergence.Status != ConvergenceStatus.IterationLimit, estimator.Name + " " + fit);
            Assert.Equal(fit.Convergence.Status == ConvergenceStatus.Converged, fit.Covariance is not null);
            Assert.InRange(LogLikelihood(data, fit.Model) - fit.LogLikelihood, -1e-6, 1e-6);
            Assert.All(fit.Model.Parameters, parameter => Assert.True(double.IsFinite(parameter.Value)));
            AssertCurve(fit.Model);
        }
    });

    [Fact]
    public void Beta_discrete_weibull_never_ends_below_the_shifted_beta_geometric() => Law.Holds(SmallCohorts, cohorts =>
    {
        var data = RetentionCounts.OfCohorts(cohorts);
        Assert.True(Both[1].Fit(data).LogLikelihood >= Both[0].Fit(data).LogLikelihood - 1e-9);
    });

    [Fact]
    public void Customers_one_by_one_give_the_fit_of_their_cohort()
    {
        var cohort = RetentionReferenceTests.Cohorts("regular-7");
        var (renewals, active) = (new List<int>(), new List<bool>());
        for (var i = 0; i < cohort.Renewals.Length; i++)
        {
            renewals.AddRange(Enumerable.Repeat(cohort.Renewals[i] - 1, (int)cohort.Left[i]));
            active.AddRange(Enumerable.Repeat(false, (int)cohort.Left[i]));
            renewals.AddRange(Enumerable.Repeat(cohort.Renewals[i], (int)cohort.Active[i]));
            active.AddRange(Enumerable.Repeat(true, (int)cohort.Active[i]));
        }

        var data = RetentionCounts.OfCustomers(renewals.ToArray(), active.ToArray());

        Assert.Equal(1000, data.Customers);
        Assert.All(Both, estimator => Assert.Equal(estimator.Fit(cohort).Model.Parameters.AsEnumerable(), estimator.Fit(data).Model.Parameters));
    }

    [Fact]
    public void Weights_count_as_repeated_customers()
    {
        int[] renewals = [0, 1, 2, 5, 5, 0, 3];
        bool[] active = [false, false, true, false, true, false, false];
        double[] weights = [9, 4, 3, 2, 5, 2, 1];
        int[] rows = [.. Enumerable.Range(0, 7).SelectMany(i => Enumerable.Repeat(i, (int)weights[i]))];
        var weighted = RetentionCounts.OfCustomers(renewals, active, weights);
        var repeated = RetentionCounts.OfCustomers(rows.Select(i => renewals[i]).ToArray(), rows.Select(i => active[i]).ToArray());

        Assert.All(Both, estimator => Assert.Equal(estimator.Fit(repeated).LogLikelihood, estimator.Fit(weighted).LogLikelihood));
    }

    [Fact]
    public void Nobody_lost_gives_a_curve_that_stays()
    {
        var fit = Both[1].Fit(RetentionCounts.OfCohorts([[40, 40, 40, 40]]));

        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
        Assert.Equal((1, 0), (fit.Model.Survival(100), fit.LogLikelihood));
        Assert.Equal(LifetimeStatus.Infinite, fit.Model.ExpectedLifetime().Status);
        Relative.Equal(11, fit.Model.ExpectedLifetime(0.1).Time, 1e-12);
    }

    [Fact]
    public void Everybody_lost_at_the_first_renewal_gives_a_lifetime_of_one_period()
    {
        var fit = Both[0].Fit(RetentionCounts.OfCohorts([[40, 0]]));

        Assert.Equal(ConvergenceStatus.NotIdentified, fit.Convergence.Status);
        Assert.Equal((1, 0, 1, 0), (fit.Model.Survival(0), fit.Model.Survival(1), fit.Model.Hazard(7), fit.LogLikelihood));
        Assert.Equal(Lifetime.Finite(1), fit.Model.ExpectedLifetime());
        AssertWritable(fit);
    }

    // What was a parameter at infinity, which no JSON holds, is read back as the same curve.
    [Fact]
    public void Everybody_lost_at_the_first_renewal_has_finite_parameters_that_give_the_curve_again()
    {
        var fit = Both[0].Fit(RetentionCounts.OfCustomers([0], [false]));
        AssertWritable(fit);
        var again = new DiscreteWeibullModel(fit.Model.Parameters[0].Value, fit.Model.Parameters[1].Value);
        Assert.Equal((double.NegativeInfinity, 0, 0), (again.LogSurvival(1), again.LogSurvival(0.5), again.LogChurnProbability(1)));
        Assert.Equal((1, 1, 0), (again.Hazard(1), again.Hazard(50), again.Survival(1_000_000_000)));
        Assert.Equal(LifetimeStatus.NotIdentified, RemainingLife.ResidualMean(again, 1).Status);
        Assert.Equal(Lifetime.Finite(0.75), RemainingLife.ResidualMean(again, 0.25));
    }

    [Fact]
    public void Everybody_lost_at_a_later_renewal_gives_a_cliff()
    {
        var fit = Both[1].Fit(RetentionCounts.OfCohorts([[40, 40, 40, 0]]));

        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
        Assert.InRange(fit.LogLikelihood, -1e-8, 0);
        Assert.Equal(1, fit.Model.Survival(2), 9);
        Assert.Equal(0, fit.Model.Survival(3), 9);
    }

    [Fact]
    public void Some_lost_at_once_and_then_nobody_gives_two_kinds_of_customers()
    {
        var fit = Both[0].Fit(RetentionCounts.OfCohorts([[10, 6, 6, 6]]));

        Assert.Equal(ConvergenceStatus.AtBoundary, fit.Convergence.Status);
        Relative.Equal((6 * Math.Log(0.6)) + (4 * Math.Log(0.4)), fit.LogLikelihood, 1e-11);
        Assert.Equal(0.6, fit.Model.Survival(1000), 9);
    }

    [Fact]
    public void No_customer_is_not_identified() =>
        Assert.All(Both, estimator => Assert.Equal(ConvergenceStatus.NotIdentified, estimator.Fit(RetentionCounts.OfCustomers([], [])).Convergence.Status));

    [Fact]
    public void Parameters_that_made_the_cohorts_lie_within_four_standard_errors()
    {
        var truth = new BetaDiscreteWeibullModel(1.5, 4, 1.4);
        var random = new SeededRandom(12);
        var (renewals, active) = (new int[20_000], new bool[20_000]);
        for (var i = 0; i < renewals.Length; i++)
        {
            var u = random.NextUniform();
            var last = 4 + (i % 12);
            var taken = 0;
            while (taken < last && truth.Survival(taken + 1) > u)
            {
                taken++;
            }

            (renewals[i], active[i]) = (taken, taken == last);
        }

        var fit = Both[1].Fit(RetentionCounts.OfCustomers(renewals, active));

        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        Assert.All(Enumerable.Range(0, 3), i =>
            Assert.InRange(Math.Abs(fit.Model.Parameters[i].Value - truth.Parameters[i].Value) / fit.Covariance!.StandardErrors[i], 0, 4));
    }

    [Fact]
    public void Cohort_that_grows_is_refused_with_its_period() =>
        Assert.Contains("period 2", Assert.Throws<ArgumentException>(() => RetentionCounts.OfCohorts([[10, 8, 9]])).Message, StringComparison.Ordinal);

    private static void AssertWritable(RetentionFit fit) => Assert.All(fit.Model.Parameters, parameter =>
        Assert.Equal(parameter.Value, System.Text.Json.JsonSerializer.Deserialize<double>(System.Text.Json.JsonSerializer.Serialize(parameter.Value))));

    private static double LogLikelihood(RetentionCounts data, RetentionModel model)
    {
        var sum = 0d;
        for (var i = 0; i < data.Renewals.Length; i++)
        {
            sum += data.Active[i] > 0 ? data.Active[i] * model.LogSurvival(data.Renewals[i]) : 0;
            sum += data.Left[i] > 0 ? data.Left[i] * model.LogChurnProbability(data.Renewals[i]) : 0;
        }

        return sum;
    }

    private static void AssertCurve(RetentionModel model)
    {
        var before = 1d;
        foreach (var t in new[] { 1, 2, 3, 7, 50, 1_000_000_000 })
        {
            var survival = model.Survival(t);
            Assert.InRange(survival, 0, before);
            Assert.InRange(model.Retention(t), 0, 1);
            Assert.InRange(model.Hazard(t), 0, 1);
            before = survival;
        }

        Assert.True(model.ExpectedLifetime(0.1).Time is >= 1 and <= 11.0000001);
        Assert.True(model.ResidualLifetime(3, 0.1).Time is >= 0 and <= 11.0000001);
    }

    private static double[] Cohort(int size, int[] losses)
    {
        double left = size;
        return [size, .. losses.Select(loss => left = Math.Max(0, left - (loss / 2)))];
    }
}
