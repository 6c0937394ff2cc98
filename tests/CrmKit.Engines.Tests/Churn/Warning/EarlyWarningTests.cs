using CrmKit.Numerics;

namespace CrmKit.Churn.Tests;

public class EarlyWarningTests
{
    private static readonly EarlyWarningEstimator Estimator = new();

    [Fact]
    public void Planted_cause_is_found_and_noise_is_not()
    {
        var fit = Estimator.Fit(SimulatedShop.Draw(1, 2000));
        Assert.Equal(EstimateStatus.Fitted, fit.Status);
        Assert.Equal(ConvergenceStatus.Converged, fit.Convergence.Status);
        var (cause, noise) = (fit.Model.Weights[0], fit.Model.Weights[1]);
        Assert.InRange(cause.Weight / cause.Scale, 1 - (4 * cause.StandardError), 1 + (4 * cause.StandardError));
        Assert.True(cause.StandardError < 0.05);
        Assert.InRange(noise.Weight, -4 * noise.StandardError, 4 * noise.StandardError);
        Assert.InRange(fit.CalibrationSlope, 0.9, 1.1);
        Assert.Equal(WarningTrialKind.RollingOrigins, fit.Trial.Kind);
        Assert.True(fit.Trial.Model!.LogLoss < fit.Trial.Overall!.LogLoss - 0.05);
        Assert.True(fit.Model.IsUsed);
    }

    [Fact]
    public void Being_unknown_has_a_term_of_its_own()
    {
        var fit = Estimator.Fit(SimulatedShop.Draw(2, 3000, unknownShare: 0.3, unknown: 1.5));
        var cause = fit.Model.Weights[0];

        // Centred on the known, whose middle is 0: what is unknown adds 1.5 more than a known 0 does.
        Assert.InRange(cause.Term(null) - cause.Term(0), 1.35, 1.65);
        Assert.InRange((cause.Term(1) - cause.Term(0)) / 1, 0.9, 1.1);
        Assert.Equal(cause.Term(null), cause.Term(double.NaN));
    }

    [Fact]
    public void Terms_sum_to_the_log_odds()
    {
        var table = SimulatedShop.Draw(3, 1500, unknownShare: 0.2);
        var scores = Estimator.Fit(table).Model.Score(table);
        for (var row = 0; row < table.Count; row++)
        {
            double sum = scores.Model.StartLogOdds;
            for (var j = 0; j < scores.Model.Weights.Length; j++)
            {
                Assert.Equal(scores.Model.Weights[j].Term(table.Column(j)[row]), scores.Terms(row)[j]);
                sum += scores.Terms(row)[j];
            }

            Assert.Equal(sum, scores.LogOdds(row));
            Assert.Equal(SpecialFunctions.Logistic(sum), scores.Chances[row]);
            Assert.Equal(sum, Math.Log(scores.Chances[row]) - Math.Log(1 - scores.Chances[row]), 1e-12 * Math.Max(1, Math.Abs(sum)) * 10);
        }
    }

    [Fact]
    public void Chances_foretold_are_kept()
    {
        var table = SimulatedShop.Draw(4, 5000, slope: 1.5);
        var trial = Estimator.Fit(table).Trial;
        var order = Enumerable.Range(0, trial.Foretold.Length).OrderBy(i => trial.Foretold.Span[i]).ToArray();
        foreach (var tenth in order.Chunk(order.Length / 10).Take(10))
        {
            var (foretold, left) = (tenth.Average(i => trial.Foretold.Span[i]), tenth.Count(i => trial.Left.Span[i]));
            Assert.InRange(left, (foretold * tenth.Length) - (4.5 * Math.Sqrt(foretold * (1 - foretold) * tenth.Length)), (foretold * tenth.Length) + (4.5 * Math.Sqrt(foretold * (1 - foretold) * tenth.Length)));
        }
    }

    [Fact]
    public void Overconfident_history_is_calibrated_down()
    {
        // What speaks loudly in few rows of many features speaks for chance: the calibration takes it back.
        var random = new SeededRandom(5);
        ImmutableArray<Feature> features = [.. Enumerable.Range(0, 12).Select(i => SimulatedShop.Named("noise-" + i.ToString(CultureInfo.InvariantCulture)))];
        var table = SimulatedShop.Of(features, Enumerable.Range(0, 60).Select(i => (i, 0, (double[])[.. features.Select(_ => random.NextNormal())], (bool?)(random.NextUniform() < 0.5))));
        Assert.InRange(Estimator.Fit(table).CalibrationSlope, 0, 0.7);
    }

    [Fact]
    public void Model_that_loses_is_not_used()
    {
        // Before the turn the cause makes customers leave, afterwards it keeps them: whoever learned from the past foretells the wrong ones.
        var random = new SeededRandom(6);
        var rows = new List<(int, int, double[], bool?)>();
        for (var i = 0; i < 2000; i++)
        {
            var day = i < 1000 ? 0 : 120;
            var (cause, other) = (random.NextNormal(), random.NextNormal());
            rows.Add((i, day, [cause, other], random.NextUniform() < SpecialFunctions.Logistic(day == 0 ? 2 * cause : -2 * cause)));
        }

        var table = SimulatedShop.Of([SimulatedShop.Cause, SimulatedShop.Noise], rows);
        var fit = Estimator.Fit(table);
        Assert.False(fit.Trial.ModelWins);
        Assert.False(fit.Model.IsUsed);
        var scores = fit.Model.Score(table);
        Assert.All(scores.Chances.ToArray(), chance => Assert.Equal(fit.Model.Rule.Rate, chance, 12));
        Assert.Equal((1000.0 + 1) / 2005, fit.Model.Rule.Rate, 0.03);
        var reason = scores.Reasons(0)[0];
        Assert.Equal(WarningReasons.Naive, reason.Code);
        Assert.Contains("plain rule", EnglishReasons.Render(reason), StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_of_one_feature_stands_in_where_it_told_most()
    {
        // Leaving jumps at the level of the rule, and falls with the noise before it rises: what is a line cannot follow, and loses.
        var random = new SeededRandom(7);
        var rows = new List<(int, int, double[], bool?)>();
        for (var i = 0; i < 8000; i++)
        {
            var overdue = random.NextUniform();
            rows.Add((i, 120 * (i / 2000), [overdue], random.NextUniform() < (overdue >= 0.95 ? 0.95 : 0.1)));
        }

        var table = SimulatedShop.Of([Features.RhythmOverdue()], rows);
        var fit = Estimator.Fit(table);
        Assert.True(fit.Trial.Rule!.Brier < fit.Trial.Overall!.Brier);
        Assert.False(fit.Model.IsUsed);
        Assert.Equal("rhythm-overdue", fit.Model.Rule.Feature);
        var scores = fit.Model.Score(table);
        Assert.Equal(2, scores.Chances.ToArray().Distinct().Count());
        Assert.InRange(scores.Chances.ToArray().Max(), 0.9, 0.98);
    }
}
