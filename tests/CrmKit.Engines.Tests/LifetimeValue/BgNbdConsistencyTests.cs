using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.LifetimeValue.Tests;

public sealed class BgNbdConsistencyTests
{
    private static readonly BgNbdModel Model = Cdnow.Purchases;

    [Fact]
    public void Any_history_gets_finite_answers_in_their_ranges() => Prop.ForAll(Histories.Any(), Holds).Check(Repeatable);

    [Fact]
    public void No_purchase_yet_leaves_the_customer_alive()
    {
        Assert.Equal(1, Model.ProbabilityAlive(new(0, 0, 38.86)));
        Assert.Equal(0, Model.ProbabilityDead(new(0, 0, 38.86)));
        Assert.Equal(0, Model.LogLikelihood(new(0, 0, 0)));
    }

    [Fact]
    public void A_new_customer_is_a_history_of_length_zero() =>
        Assert.Equal(Model.ExpectedPurchases(new(0, 0, 0), 39), Model.ExpectedPurchases(39));

    [Fact]
    public void Silence_lowers_the_chance_to_be_alive()
    {
        var alive = Enumerable.Range(0, 50).Select(week => Model.ProbabilityAlive(new(3, 20, 20 + week))).ToArray();
        Assert.Equal(alive.OrderDescending(), alive);
        Assert.True(alive[0] > 0.8 && alive[^1] < 0.35);
    }

    // Without dropout (a to 0) the model is the NBD: E = (r + x) t/(alpha + T).
    [Fact]
    public void Without_dropout_the_expectation_is_that_of_the_nbd()
    {
        var model = new BgNbdModel(0.8, 41, 1e-13, 3);
        Relative.Equal((0.8 + 5) * 39 / (41 + 50.0), model.ExpectedPurchases(new(5, 30, 50), 39), 1e-11);
    }

    // With certain dropout (b to 0) nobody buys twice: E[X(t)] is the chance of one purchase.
    [Fact]
    public void With_certain_dropout_there_is_one_purchase_at_most()
    {
        var model = new BgNbdModel(0.8, 41, 2, 1e-13);
        Relative.Equal(1 - Math.Pow(41 / (41 + 39.0), 0.8), model.ExpectedPurchases(39), 1e-11);
    }

    [Fact]
    public void Probability_of_histories_adds_up_to_one()
    {
        // x = 0 and the integral over t_x of x = 1, 2, ... up to 60, by Simpson's rule.
        const double Age = 2;
        var sum = Math.Exp(Model.LogLikelihood(new(0, 0, Age)));
        for (var x = 1; x <= 60; x++)
        {
            // Given x, the likelihood of eq. 6 is a density in all x times; those before t_x fill t_x^(x - 1)/(x - 1)!.
            var y = x;
            double Density(double t) => t == 0 && y > 1 ? 0 : Math.Exp(
                Model.LogLikelihood(new(y, t, Age)) + ((y - 1) * Math.Log(Math.Max(t, 1e-300))) - CrmKit.Numerics.SpecialFunctions.LogGamma(y));
            const int Steps = 2000;
            const double H = Age / Steps;
            double integral = 0;
            for (var i = 0; i < Steps; i += 2)
            {
                integral += H / 3 * (Density(i * H) + (4 * Density((i + 1) * H)) + Density((i + 2) * H));
            }

            sum += integral;
        }

        Assert.Equal(1, sum, 1e-9);
    }

    [Fact]
    public void Score_in_bulk_is_the_score_of_each()
    {
        var (x, recency, age) = PublishedNumbersTests.Columns("cdnow_summary_exact.csv");
        var (alive, purchases) = (new double[x.Length], new double[x.Length]);
        Model.Score(x, recency, age, 39, alive, purchases);
        for (var i = 0; i < x.Length; i++)
        {
            Assert.Equal(Model.ProbabilityAlive(new(x[i], recency[i], age[i])), alive[i]);
            Assert.Equal(Model.ExpectedPurchases(new(x[i], recency[i], age[i]), 39), purchases[i]);
        }
    }

    [Fact]
    public void Fit_of_merged_cubes_is_the_fit_of_the_whole()
    {
        var summaries = Cdnow.Summaries();
        var whole = new BgNbdEstimator().Fit(PurchaseSummaryCube.From(summaries));
        var left = PurchaseSummaryCube.From(summaries.Where((_, i) => i % 3 == 0));
        left.Merge(PurchaseSummaryCube.From(summaries.Where((_, i) => i % 3 != 0)));
        AssertSameBytes(whole, new BgNbdEstimator().Fit(left));
    }

    [Fact]
    public void Order_of_customers_does_not_change_a_bit()
    {
        var (x, recency, age) = PublishedNumbersTests.Columns("cdnow_summary_exact.csv");
        var random = new CrmKit.Numerics.SeededRandom(5);
        var order = Enumerable.Range(0, x.Length).OrderBy(_ => random.NextBits()).ToArray();
        var shuffled = RecencyFrequencyTable.From(
            [.. order.Select(i => x[i])], [.. order.Select(i => recency[i])], [.. order.Select(i => age[i])]);
        AssertSameBytes(new BgNbdEstimator().Fit(RecencyFrequencyTable.From(x, recency, age)), new BgNbdEstimator().Fit(shuffled));
    }

    [Fact]
    public void Another_time_unit_scales_alpha_alone()
    {
        var weeks = new BgNbdEstimator().Fit(Cdnow.Summaries());
        var days = new BgNbdEstimator().Fit(Cdnow.Summaries(), new FitOptions { DaysPerTimeUnit = 1 });
        Relative.Equal(weeks.Model.R, days.Model.R, 1e-7);
        Relative.Equal(weeks.Model.Alpha * 7, days.Model.Alpha, 1e-7);
        Relative.Equal(weeks.Model.A, days.Model.A, 1e-7);

        // A density in 2,457 purchase times carries the unit once for each.
        Relative.Equal(weeks.LogLikelihood - (2457 * Math.Log(7)), days.LogLikelihood, 1e-11);
        var summary = Cdnow.Summaries()[7];
        Relative.Equal(weeks.Model.ExpectedPurchases(summary, 90), days.Model.ExpectedPurchases(summary, 90), 1e-6);
    }

    private static Config Repeatable => Config.QuickThrowOnFailure.WithMaxTest(5000).WithReplay(new Replay(new Rnd(20260131, 77), Microsoft.FSharp.Core.FSharpOption<int>.None));

    private static bool Holds(Histories.Case c)
    {
        var model = c.Model;
        var (alive, dead) = (model.ProbabilityAlive(new(c.X, c.Recency, c.Age)), model.ProbabilityDead(new(c.X, c.Recency, c.Age)));
        var (near, far) = (model.ExpectedPurchases(new(c.X, c.Recency, c.Age), c.Horizon / 3), model.ExpectedPurchases(new(c.X, c.Recency, c.Age), c.Horizon));
        return double.IsFinite(model.LogLikelihood(new(c.X, c.Recency, c.Age)))
            && alive is >= 0 and <= 1 && dead is >= 0 and <= 1 && Math.Abs(alive + dead - 1) <= 2.3e-16
            && double.IsFinite(far) && near >= 0 && far >= near * (1 - 1e-12)
            && model.ExpectedPurchases(new(c.X, c.Recency, c.Age), 0) == 0;
    }

    private static void AssertSameBytes(ModelFit<BgNbdModel> expected, ModelFit<BgNbdModel> actual)
    {
        Assert.Equal(expected.Model, actual.Model);
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected.LogLikelihood), BitConverter.DoubleToInt64Bits(actual.LogLikelihood));
        Assert.Equal(expected.StandardErrors.Select(BitConverter.DoubleToInt64Bits), actual.StandardErrors.Select(BitConverter.DoubleToInt64Bits));
    }
}
