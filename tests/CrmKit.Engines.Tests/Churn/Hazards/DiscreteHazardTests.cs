using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Churn.Tests;

public sealed class DiscreteHazardTests
{
    private static readonly TenureBands Bands = TenureBands.StartingAt(1, 3, 6);
    private static readonly Gen<(int Seed, int Count)> Tables = from seed in Gen.Choose(1, 1_000_000) from count in Gen.Choose(1, 50) select (seed, count);

    [Fact]
    public void Streamed_fit_equals_a_logistic_regression_on_the_rows() => Law.Holds(Tables, table =>
    {
        // x is drawn from four values, so that larger tables are gathered by kind and smaller ones are not.
        var (records, x) = Draw(table.Seed, table.Count, hasEntry: true, isWeighted: true);
        var rows = PersonPeriods.Of(records, Bands).ToArray();
        var expanded = new OutcomeRecords(
            rows.Select(row => row.Left).ToArray(),
            new CovariateColumn("band2", [.. rows.Select(row => row.Band == 1 ? 1.0 : 0)]),
            new CovariateColumn("band3", [.. rows.Select(row => row.Band == 2 ? 1.0 : 0)]),
            new CovariateColumn("x", [.. rows.Select(row => x[row.Record])]))
        {
            Weight = rows.Select(row => records.Weight.Span[row.Record]).ToArray(),
        };
        var expected = new LogisticEstimator().Fit(expanded);
        var actual = Fit(records, x, HazardLink.Logit);

        Same(expected.Coefficients, actual.Coefficients);
        Assert.Equal(expected.LogLikelihood, actual.LogLikelihood, 1e-9 * (1 - expected.LogLikelihood));
        Assert.Equal(rows.Sum(row => records.Weight.Span[row.Record]), actual.PeriodsAtRisk);
    });

    [Fact]
    public void Entry_at_0_equals_none_and_whole_weights_equal_repeated_records() => Law.Holds(Tables, table =>
    {
        foreach (var link in Enum.GetValues<HazardLink>())
        {
            var (records, x) = Draw(table.Seed, table.Count, hasEntry: false, isWeighted: true);
            var (time, isEvent) = (records.Time.ToArray().Select(t => t + 1).ToArray(), records.IsEvent.ToArray());
            records = new SurvivalRecords(time, isEvent) { Weight = records.Weight };
            int[] rows = [.. Enumerable.Range(0, table.Count).SelectMany(i => Enumerable.Repeat(i, (int)records.Weight.Span[i]))];
            var repeated = new SurvivalRecords(rows.Select(i => time[i]).ToArray(), rows.Select(i => isEvent[i]).ToArray()) { Entry = new double[rows.Length] };
            Same(Fit(repeated, [.. rows.Select(i => x[i])], link).Coefficients, Fit(records, x, link).Coefficients);
        }
    });

    [Fact]
    public void Any_records_give_finite_answers() => Law.Holds(Tables, table =>
    {
        var (records, x) = Draw(table.Seed, table.Count, hasEntry: table.Seed % 2 == 0, isWeighted: table.Seed % 3 == 0);
        foreach (var link in Enum.GetValues<HazardLink>())
        {
            foreach (var ridge in new[] { 0, 0.3 })
            {
                var fit = new DiscreteHazardEstimator().Fit(records, [new CovariateColumn("x", x)], new DiscreteHazardOptions { Link = link, Bands = Bands, Ridge = ridge });
                Assert.All(fit.Coefficients, line => Assert.True(double.IsFinite(line.Estimate) && line.StandardError is null or >= 0 and < double.PositiveInfinity));
                Assert.True(double.IsFinite(fit.LogLikelihood) && fit.LogLikelihood <= 0);
                Assert.NotEqual(ConvergenceStatus.IterationLimit, fit.Convergence.Status);
                Assert.InRange(fit.Model.ProbabilityOfLeaving(2, 7, 1), 0, 1);
            }
        }
    });

    [Fact]
    public void Complementary_log_log_has_the_likelihood_of_its_definition_at_a_stationary_point()
    {
        var (records, x) = Draw(8, 300, hasEntry: true, isWeighted: false);
        var fit = Fit(records, x, HazardLink.ComplementaryLogLog);
        Relative.Equal(Likelihood(records, x, fit.Model), fit.LogLikelihood, 1e-12);
        foreach (var shift in new[] { -1e-3, 1e-3 })
        {
            var model = fit.Model;
            Assert.True(Likelihood(records, x, new DiscreteHazardModel(model.Link, Bands, model.BandPredictors, ["x"], [model.Coefficients[0] + shift])) < fit.LogLikelihood);
        }
    }

    [Fact]
    public void Band_without_departures_is_minus_infinite_and_one_never_observed_is_left_out()
    {
        // Nobody leaves in periods 3 to 5, and nobody is seen after 5.
        var records = new SurvivalRecords(new double[] { 1, 2, 4, 5, 5, 1, 3 }, new[] { true, true, false, false, false, false, false });
        var fit = new DiscreteHazardEstimator().Fit(records, [], new DiscreteHazardOptions { Bands = Bands });

        Assert.Equal([CoefficientStatus.Estimated, CoefficientStatus.MinusInfinity, CoefficientStatus.Aliased], fit.Coefficients.Select(line => line.Status));
        Relative.Equal(2.0 / 12, fit.Model.Hazard(1), 1e-12);
        Assert.InRange(fit.Model.Hazard(4), 0, 1e-15);
        Relative.Equal((2 * Math.Log(2.0 / 12)) + (10 * Math.Log(10.0 / 12)), fit.LogLikelihood, 1e-12);
    }

    [Fact]
    public void Curve_and_chances_are_products_of_the_hazards()
    {
        foreach (var link in Enum.GetValues<HazardLink>())
        {
            var model = new DiscreteHazardModel(link, Bands, [-2, -3, -2.5], ["x"], [0.7]);
            var curve = model.Curve(1.5);
            double log = 0;
            for (var period = 1; period <= 40; period++)
            {
                Relative.Equal(log, curve.LogSurvival(period - 0.5), 1e-11);
                log += Math.Log(1 - model.Hazard(period, 1.5));
                Relative.Equal(log, curve.LogSurvival(period), 1e-11);
                Assert.Equal(period < 3 ? 0 : 1 - Math.Exp(log - curve.LogSurvival(3)), period < 3 ? 0 : model.ProbabilityOfLeaving(3, period - 3, 1.5), 1e-13);
            }

            var many = new double[5];
            double[] x = [0, 1.5, -2, 3, 0.1];
            double[] elapsed = [0, 3, 2.5, 80, 5];
            model.ProbabilitiesOfLeaving([new CovariateColumn("x", x)], elapsed, 4, many);
            Assert.Equal(x.Zip(elapsed, (value, tenure) => model.ProbabilityOfLeaving(tenure, 4, value)), many);
            Assert.Equal(double.NegativeInfinity, curve.LogSurvival(double.PositiveInfinity));
            Assert.Equal(0, model.ProbabilityOfLeaving(7.2, 0.5, 1));
        }
    }

    [Fact]
    public void Periods_of_broken_times_are_those_whose_end_was_seen()
    {
        var records = new SurvivalRecords(new[] { 2.5, 2.5, 0, 3.0 }, new[] { true, false, true, false }) { Entry = default };
        var rows = PersonPeriods.Of(records, Bands).ToArray();

        Assert.Equal([(0, 1L, false), (0, 2L, false), (0, 3L, true), (1, 1L, false), (1, 2L, false), (3, 1L, false), (3, 2L, false), (3, 3L, false)], rows.Select(row => (row.Record, row.Period, row.Left)));
        Assert.Equal(["1-2", "3-5", "6+"], Enumerable.Range(0, 3).Select(Bands.Label));
    }

    [Fact]
    public void Sampling_weights_add_up_the_scores_of_a_customer()
    {
        // Without covariates and bands the robust variance of the log-odds has a closed form: sum of (left - h * periods)^2 over (sum of periods h (1 - h))^2.
        var (records, _) = Draw(12, 80, hasEntry: false, isWeighted: false);
        var weighted = new SurvivalRecords(records.Time, records.IsEvent) { Weight = Enumerable.Repeat(2.5, 80).ToArray(), WeightKind = WeightKind.Sampling };
        var fit = new DiscreteHazardEstimator().Fit(weighted, [], new DiscreteHazardOptions { Bands = TenureBands.One });
        var hazard = fit.Model.Hazard(1);
        double scores = 0;
        double information = 0;
        for (var i = 0; i < 80; i++)
        {
            var periods = Math.Ceiling(records.Time.Span[i]);
            scores += Math.Pow((records.IsEvent.Span[i] && periods > 0 ? 1 : 0) - (hazard * periods), 2);
            information += periods * hazard * (1 - hazard);
        }

        Relative.Equal(Math.Sqrt(scores) / information, fit.Coefficients[0].StandardError!.Value, 1e-9);
    }

    private static double Likelihood(SurvivalRecords records, double[] x, DiscreteHazardModel model) => PersonPeriods.Of(records, Bands)
        .Sum(row => row.Left ? Math.Log(model.Hazard(row.Period, x[row.Record])) : Math.Log(1 - model.Hazard(row.Period, x[row.Record])));

    private static DiscreteHazardFit Fit(SurvivalRecords records, double[] x, HazardLink link) =>
        new DiscreteHazardEstimator().Fit(records, [new CovariateColumn("x", x)], new DiscreteHazardOptions { Link = link, Bands = Bands });

    private static (SurvivalRecords Records, double[] X) Draw(int seed, int count, bool hasEntry, bool isWeighted)
    {
        var random = new Random(seed);
        double[] x = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(0, 4))];
        double[] entry = [.. x.Select(_ => hasEntry ? random.Next(0, 4) : 0.0)];
        double[] time = [.. x.Select((value, i) => entry[i] + (hasEntry ? 1 : 0) + Math.Min(9, Math.Floor(-Math.Log(1 - random.NextDouble()) * (2 + value))))];
        bool[] isEvent = [.. x.Select(_ => random.NextDouble() < 0.6)];
        return (
            new SurvivalRecords(time, isEvent)
            {
                Entry = hasEntry ? entry : default,
                Weight = isWeighted ? x.Select(_ => (double)random.Next(0, 4)).ToArray() : default,
            },
            x);
    }

    private static void Same(IReadOnlyList<Coefficient> expected, IReadOnlyList<Coefficient> actual)
    {
        Assert.Equal(expected.Select(line => line.Status), actual.Select(line => line.Status));
        foreach (var (a, b) in expected.Zip(actual).Where(pair => pair.First.Status == CoefficientStatus.Estimated))
        {
            Assert.Equal(a.Estimate, b.Estimate, 1e-7 * a.StandardError!.Value);
            Assert.Equal(a.StandardError!.Value, b.StandardError!.Value, 1e-7 * a.StandardError!.Value);
        }
    }
}
