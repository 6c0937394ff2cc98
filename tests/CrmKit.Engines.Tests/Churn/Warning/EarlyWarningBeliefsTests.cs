using CrmKit.Numerics;

namespace CrmKit.Churn.Tests;

public class EarlyWarningBeliefsTests
{
    private static readonly EarlyWarningEstimator Estimator = new();
    private static readonly Feature Believed = SimulatedShop.Cause with { Prior = new FeaturePrior(0, 1, -0.4) };

    [Fact]
    public void No_row_gives_the_beliefs_themselves()
    {
        var table = new FeatureTableBuilder().Build();
        var fit = Estimator.Fit(table);
        Assert.Equal(EstimateStatus.Prior, fit.Status);
        Assert.Equal(1, fit.PriorShare, 9);
        Assert.Equal((0.0, 1.0), (fit.CalibrationIntercept, fit.CalibrationSlope));
        Assert.Equal(WarningTrialKind.Untried, fit.Trial.Kind);
        Assert.True(fit.Model.IsUsed);
        Assert.Equal(Math.Log(0.25), fit.Model.BaseLogOdds, 9);
        Assert.All(fit.Model.Weights, weight => Assert.Equal((weight.Feature.Prior!.Value.Weight, weight.Feature.Prior.Value.Centre, weight.Feature.Prior.Value.Scale, 0), (weight.Weight, weight.Centre, weight.Scale, weight.WhenUnknown)));
    }

    [Fact]
    public void First_customer_has_an_answer()
    {
        var builder = new FeatureTableBuilder();
        builder.Add("42", SimulatedShop.Start, [0.99, -1.5, 1, 0.5, 1.2, 2, double.NaN]);
        builder.Add("43", SimulatedShop.Start, [0.1, 0.5, 0, -0.2, -1, 0, 0]);
        var table = builder.Build();
        var fit = Estimator.Fit(table);
        var scores = fit.Model.Score(table);
        Assert.True(scores.Chances[0] > 0.7 && scores.Chances[1] < 0.15, $"{scores.Chances[0]} {scores.Chances[1]}");
        Assert.Equal(2, fit.RowsLeftOut);
        Assert.Equal(WarningReasons.Beliefs, scores.Reasons(0)[0].Code);
        Assert.Equal(WarningReasons.Base, scores.Reasons(0)[^1].Code);
    }

    [Fact]
    public void Beliefs_give_way_smoothly()
    {
        // Believed to keep customers, the cause in truth makes them leave: the weight goes from the one to the other without a leap.
        var all = SimulatedShop.Draw(8, 1500, quarters: 1, slope: 1);
        var (weight, share) = (-0.4, 1.0);
        var counts = Enumerable.Range(0, 60).Concat([80, 120, 200, 300, 500, 800, 1500]).ToArray();
        var statuses = new List<EstimateStatus>();
        foreach (var count in counts)
        {
            var fit = Estimator.Fit(Some(all, count));
            var now = fit.Model.Weights[0].Weight;
            if (count < 60)
            {
                Assert.InRange(now - weight, -0.25, 0.25);
                Assert.InRange(fit.PriorShare - share, -0.2, 0.05);
            }

            (weight, share) = (now, fit.PriorShare);
            statuses.Add(fit.Status);
        }

        Assert.Equal([EstimateStatus.Prior, EstimateStatus.Pooled, EstimateStatus.Fitted], statuses.Distinct());
        Assert.InRange(weight, 0.8, 1.2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(500)]
    public void Everybody_left_or_nobody_has_a_finite_answer(int count)
    {
        foreach (var left in new[] { true, false })
        {
            var random = new SeededRandom(9);
            var table = SimulatedShop.Of([Believed, SimulatedShop.Noise], Enumerable.Range(0, count + 1).Select(i => (i, 100 * (i % 3), (double[])[random.NextNormal(), random.NextNormal()], (bool?)left)));
            var fit = Estimator.Fit(table);
            Assert.True(fit.Model.IsUsed);
            Assert.All(fit.Model.Score(table).Chances.ToArray(), chance => Assert.InRange(chance, 1e-6, 1 - 1e-6));
            Assert.True(count < 50 || (left ? fit.Model.BaseLogOdds > 2 : fit.Model.BaseLogOdds < -2));
        }
    }

    [Fact]
    public void Odd_columns_have_a_finite_answer()
    {
        var random = new SeededRandom(10);
        double[] oddities = [0, 1e300, -1e300, double.MaxValue, double.MinValue, 1e-300, double.Epsilon];
        ImmutableArray<Feature> features = [.. new[] { "unknown", "constant", "odd", "tiny", "huge", "separating" }.Select(SimulatedShop.Named), Believed, SimulatedShop.Named("narrow") with { Prior = new FeaturePrior(0, 1e-300, 1) }];
        var rows = Enumerable.Range(0, 300).Select(i =>
        {
            var left = i % 3 == 0;
            return (i, 30 * (i % 12), (double[])[double.NaN, 7, oddities[i % oddities.Length], 1e-310 * random.NextUniform(), i % 2 == 0 ? double.MaxValue : double.MinValue, left ? 1 : -1, 5, random.NextNormal()], (bool?)left);
        });
        var table = SimulatedShop.Of(features, rows);
        var fit = Estimator.Fit(table);
        Assert.All(fit.Model.Weights, weight => Assert.True(double.IsFinite(weight.Weight) && double.IsFinite(weight.WhenUnknown) && double.IsFinite(weight.Centre) && weight.Scale > 0 && double.IsFinite(weight.Scale) && double.IsFinite(weight.StandardError), weight.ToString()));
        var scores = fit.Model.Score(table);
        Assert.All(scores.Chances.ToArray(), chance => Assert.InRange(chance, 0, 1));
        Assert.Equal(0, fit.Model.Weights[0].Weight);
        Assert.Equal(EstimateStatus.Prior, fit.Model.Weights[0].Status);
        Assert.True(fit.Model.Weights[5].Weight > 1);
    }

    [Fact]
    public void Same_bytes_on_one_thread_and_two_and_any_order_nearly()
    {
        var table = SimulatedShop.Draw(11, 1500, unknownShare: 0.1);
        var one = Estimator.Fit(table, new EarlyWarningOptions { MaxThreads = 1 });
        var two = Estimator.Fit(table, new EarlyWarningOptions { MaxThreads = 2 });
        Assert.Equal(one.Model.Score(table, 1).Chances.ToArray(), two.Model.Score(table, 2).Chances.ToArray());
        Assert.Equal(one.Trial.Model!.LogLoss, two.Trial.Model!.LogLoss);

        var turned = Enumerable.Range(0, table.Count).Reverse();
        var builder = new FeatureTableBuilder(table.Features);
        foreach (var row in turned)
        {
            builder.Add(table.Customer(row), table.AsOf(row), [table.Column(0)[row], table.Column(1)[row]], table.Left(row));
        }

        var back = Estimator.Fit(builder.Build());
        Assert.Equal(one.Model.Weights[0].Weight, back.Model.Weights[0].Weight, 1e-9);
        Assert.Equal(one.Trial.Model!.LogLoss, back.Trial.Model!.LogLoss, 1e-9);
    }

    private static FeatureTable Some(FeatureTable all, int count) =>
        SimulatedShop.Of([Believed, SimulatedShop.Noise], Enumerable.Range(0, count).Select(row => (row, 0, (double[])[all.Column(0)[row], all.Column(1)[row]], all.Left(row))));
}
