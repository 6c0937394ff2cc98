using FsCheck.Fluent;

namespace CrmKit.Churn.Tests;

public sealed class PredictionQualityTests
{
    [Fact]
    public void Area_under_the_curve_is_the_share_of_pairs() => Law.Holds(Gen.Choose(1, 1_000_000), seed =>
    {
        var (p, y) = Draw(seed, 1 + (seed % 40));
        var (pairs, won) = (0, 0.0);
        for (var i = 0; i < p.Length; i++)
        {
            for (var j = 0; j < p.Length; j++)
            {
                pairs += y[i] && !y[j] ? 1 : 0;
                won += y[i] && !y[j] ? p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0 : 0;
            }
        }

        var auc = PredictionQuality.Of(p, y).Auc;
        Assert.Equal(pairs > 0, auc is not null);
        Assert.Equal(pairs > 0 ? won / pairs : 0, auc ?? 0, 1e-13);
    });

    [Theory]
    [InlineData(true, 0.3)]
    [InlineData(false, 0.3)]
    [InlineData(true, 0)]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    public void One_outcome_or_one_chance_gives_finite_scores_and_none_where_there_is_none(bool left, double chance)
    {
        foreach (var count in new[] { 1, 2, 15 })
        {
            var quality = PredictionQuality.Of(Enumerable.Repeat(chance, count).ToArray(), Enumerable.Repeat(left, count).ToArray());
            Assert.Null(quality.Auc);
            Assert.Null(quality.BrierSkill);
            Assert.Null(quality.CalibrationSlope);
            Assert.Equal(left ? 1 : null, quality.TopDecileLift);
            Assert.Equal(Math.Pow(chance - (left ? 1 : 0), 2), quality.Brier, 1e-15);
            Assert.InRange(quality.LogLoss, 0, 34.6);
            Assert.Equal(quality.MaximumCalibrationError, quality.ExpectedCalibrationError, 1e-15);
        }
    }

    [Fact]
    public void Certain_and_wrong_is_finite_and_certain_and_right_has_no_slope()
    {
        var wrong = PredictionQuality.Of([0, 1, 0, 1], [true, false, true, false]);
        var right = PredictionQuality.Of([0, 1, 0, 1], [false, true, false, true]);

        Assert.Equal((1, 0), (wrong.Brier, right.Brier));
        Assert.Equal(-Math.Log(1e-15), wrong.LogLoss, 1e-9);
        Assert.Equal((0, 1), (wrong.Auc, right.Auc));
        Assert.Null(right.CalibrationSlope);
        Assert.Equal(1, right.BrierSkill);
    }

    [Fact]
    public void Chance_outside_0_to_1_names_its_row()
    {
        foreach (var bad in new[] { -0.1, 1.1, double.NaN })
        {
            Assert.Contains("Row 1", Assert.Throws<ArgumentException>(() => PredictionQuality.Of([0.5, bad], [true, false])).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Calibration_undoes_a_known_distortion()
    {
        // Chances that were moved by -0.4 + 1.7 logit are moved back.
        var random = new Random(3);
        var truth = Enumerable.Range(0, 60_000).Select(_ => 1 / (1 + Math.Exp(1 - (2 * (random.NextDouble() - 0.5))))).ToArray();
        var left = truth.Select(p => random.NextDouble() < p).ToArray();
        var distorted = truth.Select(p => 1 / (1 + Math.Exp(0.4 - (1.7 * Math.Log(p / (1 - p)))))).ToArray();

        var map = PlattCalibration.Fit(distorted, left);
        var calibrated = new double[distorted.Length];
        map.Apply(distorted, calibrated);

        Assert.Equal(CalibrationStatus.Fitted, map.Status);
        Assert.Equal(1 / 1.7, map.Slope, 0.05);
        Assert.Equal(0.4 / 1.7, map.Intercept, 0.05);
        var quality = PredictionQuality.Of(calibrated, left);
        Assert.Equal(1, quality.CalibrationSlope!.Value, 1e-9);
        Assert.Equal(0, quality.CalibrationIntercept!.Value, 1e-9);
        Assert.True(quality.LogLoss < PredictionQuality.Of(distorted, left).LogLoss);
    }

    [Fact]
    public void Calibration_says_what_it_could_not_learn()
    {
        var level = PlattCalibration.Fit([0.2, 0.2, 0.2, 0.2], [true, false, true, false]);
        var parted = PlattCalibration.Fit([0.1, 0.2, 0.3, 0.4], [false, false, true, true]);
        var one = PlattCalibration.Fit([0.1, 0.7], [true, true]);

        Assert.Equal((CalibrationStatus.LevelOnly, CalibrationStatus.LevelOnly, CalibrationStatus.Identity), (level.Status, parted.Status, one.Status));
        Assert.Equal(0.5, level.Apply(0.2), 1e-12);
        double[] moved = [parted.Apply(0.1), parted.Apply(0.2), parted.Apply(0.3), parted.Apply(0.4)];
        Assert.Equal(2, moved.Sum(), 1e-9);
        Assert.Equal(0.7, one.Apply(0.7));
        Assert.Equal(CalibrationStatus.Identity, PlattCalibration.Fit([], []).Status);
    }

    [Fact]
    public void Threshold_from_costs_is_where_the_gain_is_0()
    {
        var costs = new ActionCosts(5, 200, 0.25);
        var threshold = CostThreshold.Of(costs);

        Assert.Equal(new CostThreshold(0.1, ThresholdStatus.Pays), threshold);
        Assert.Equal(0, costs.Gain(threshold.Probability), 1e-14);
        Assert.Equal(ThresholdStatus.NeverPays, CostThreshold.Of(new ActionCosts(5, 200, 0)).Status);
        Assert.Equal(ThresholdStatus.NeverPays, CostThreshold.Of(new ActionCosts(51, 200, 0.25)).Status);
        Assert.Equal(ThresholdStatus.AlwaysPays, CostThreshold.Of(new ActionCosts(0, 200, 0.25)).Status);
        Assert.False(CostThreshold.Of(new ActionCosts(51, 200, 0.25)).Pays(1));
    }

    [Fact]
    public void Best_threshold_brings_no_less_than_any_other() => Law.Holds(Gen.Choose(1, 1_000_000), seed =>
    {
        var (p, y) = Draw(seed, 1 + (seed % 30));
        var costs = new ActionCosts(seed % 7, 10, 0.1 * (seed % 11));
        var best = CostThreshold.Best(p, y, costs);
        double Gain(Func<double, bool> pays) => p.Zip(y).Where(row => pays(row.First)).Sum(row => (row.Second ? costs.Saved : 0) - costs.ContactCost);

        Assert.Equal(Gain(best.Threshold.Pays), best.Gain, 1e-9);
        Assert.Equal(p.Count(best.Threshold.Pays), best.Contacted);
        Assert.Equal(Gain(CostThreshold.Of(costs).Pays), best.GainByFormula, 1e-9);
        Assert.True(best.Gain >= 0 && p.All(limit => Gain(chance => chance >= limit) <= best.Gain + 1e-9));
    });

    private static (double[] P, bool[] Y) Draw(int seed, int count)
    {
        var random = new Random(seed);
        double[] p = [.. Enumerable.Range(0, count).Select(_ => random.Next(0, 9) / 8.0)];
        return (p, [.. p.Select(chance => random.NextDouble() < chance)]);
    }
}
