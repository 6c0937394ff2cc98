using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.LifetimeValue.Tests;

public sealed class BetaGeometricConsistencyTests
{
    public static TheoryData<string> Names => Family.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Model_tells_its_name_and_parameters(string name)
    {
        var model = Family.Ordinary(name);
        Assert.Equal(name, model.Name);
        var expected = new[] { ("r", .6), ("alpha", 5), ("a", .8), ("b", 2.2) };
        Assert.Equal(model.K > 1 ? expected.Prepend(("k", 3)) : expected, model.Parameters.Select(parameter => (parameter.Name, parameter.Value)));
        Assert.Equal(name.StartsWith('m'), model.LeavesAtOnce);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_history_gets_finite_answers_in_their_ranges(string name) =>
        Prop.ForAll(Histories.Any(), given => Holds(Family.Create(name, 1 + (given.X % 12), given.R, given.Alpha, given.A, given.B), given)).Check(
            Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(new Replay(new Rnd(20261122, 77), Microsoft.FSharp.Core.FSharpOption<int>.None)));

    // Numbers of purchases have probabilities that add up to one and a mean that is the expectation.
    [Theory]
    [MemberData(nameof(Names))]
    public void Numbers_of_purchases_add_up(string name)
    {
        var model = Family.Ordinary(name);
        foreach (var history in new[] { default, new PurchaseHistory(0, 0, 9), new PurchaseHistory(4, 20, 26) })
        {
            double total = 0, mean = 0;
            for (var n = 0; n < 1500; n++)
            {
                var chance = model.ProbabilityOf(history, 30, n);
                total += chance;
                mean += n * chance;
            }

            Assert.Equal(1, total, 1e-12);
            Relative.Equal(model.ExpectedPurchases(history, 30), mean, 1e-11);
            Assert.Equal(1, model.ProbabilityOf(history, 0, 0));
            Assert.Equal(0, model.ProbabilityOf(history, 0, 3));
        }
    }

    // Rounding leads no probability out of its range, where a horizon is so short that hardly anything happens.
    [Fact]
    public void Probabilities_of_short_horizons_stay_between_none_and_all()
    {
        var reported = new BgNbdModel(45.98157422918402, 1819.0196809790127, 0.00010700660623729815, 14271.262191372478);
        Assert.InRange(reported.ProbabilityOf(new PurchaseHistory(2, 0, 0), 0, 0), 0, 1);
        Assert.InRange(new NextPurchase(reported, new PurchaseHistory(2, 0, 0)).ProbabilityBy(0), 0, 1);
        var random = new Numerics.SeededRandom(9);
        for (var row = 0; row < 4000; row++)
        {
            double Any(double low, double high) => Math.Pow(10, low + ((high - low) * random.NextUniform()));
            var model = Family.Create(Family.AllNames[row % 4], 2 + random.NextBelow(11), Any(-3, 4), Any(-3, 4), Any(-5, 4), Any(-3, 5));
            var age = row % 5 == 0 ? 0 : Any(-3, 3);
            var x = random.NextBelow(30);
            var history = new PurchaseHistory(x, x == 0 ? 0 : age * random.NextUniform(), age);
            var horizon = row % 7 == 0 ? 0 : Any(-9, -2);
            Assert.InRange(model.ProbabilityOf(history, horizon, 0), 0, 1);
            Assert.InRange(model.ProbabilityOfAny(history, horizon), 0, 1);
            Assert.InRange(model.ProbabilityAlive(history, horizon), 0, model.ProbabilityAlive(history));
        }
    }

    // The density of histories and the probabilities of numbers are two writings of one model.
    [Theory]
    [MemberData(nameof(Names))]
    public void Density_of_one_purchase_adds_up_to_its_probability(string name)
    {
        var model = Family.Ordinary(name);
        Relative.Equal(model.ProbabilityOf(12, 0), Math.Exp(model.LogLikelihood(new(0, 0, 12))), 1e-13);
        const int Steps = 20_000;
        double sum = 0;
        for (var i = 0; i < Steps; i++)
        {
            // Simpson's rule in the square root of the time, which is smooth at 0.
            double At(double root) => root == 0 ? 0 : 2 * root * Math.Exp(model.LogLikelihood(new PurchaseHistory(1, root * root, 12) { SumLogGaps = 2 * Math.Log(root) }));
            var h = Math.Sqrt(12) / Steps;
            sum += h / 6 * (At(i * h) + (4 * At((i + 0.5) * h)) + At(Math.Min((i + 1) * h, Math.Sqrt(12))));
        }

        Relative.Equal(model.ProbabilityOf(12, 1), sum, 1e-9);
    }

    // Silence until T and then for t more is silence until T + t: the stages since the last purchase are conditioned on exactly.
    [Theory]
    [MemberData(nameof(Names))]
    public void Silence_goes_on_as_one_silence(string name)
    {
        var model = Family.Ordinary(name);
        foreach (var (x, recency, log) in new[] { (0, 0d, 0d), (3, 14d, 4d) })
        {
            PurchaseHistory At(double age) => new(x, recency, age) { SumLogGaps = log };
            Relative.Equal(Math.Exp(model.LogLikelihood(At(31))), Math.Exp(model.LogLikelihood(At(22))) * model.ProbabilityOf(At(22), 9, 0), 1e-12);
        }
    }

    // What is expected in t and in the time after it adds up; so does what is alive.
    [Theory]
    [MemberData(nameof(Names))]
    public void Expectation_falls_from_year_to_year_and_survival_with_it(string name)
    {
        var model = Family.Ordinary(name);
        var history = new PurchaseHistory(4, 20, 26);
        var expected = Enumerable.Range(0, 40).Select(i => model.ExpectedPurchases(history, 13 * i)).ToArray();
        var added = expected.Zip(expected.Skip(1), (before, after) => after - before).ToArray();
        Assert.Equal(added.OrderDescending(), added);
        var alive = Enumerable.Range(0, 40).Select(i => model.ProbabilityAlive(history, 13 * i)).ToArray();
        Assert.Equal(alive.OrderDescending(), alive);
        Relative.Equal(model.ProbabilityAlive(history), alive[0], 1e-15);
    }

    // DERT is the integral of delta e^(-delta t) E(t): by parts, each purchase at its present value.
    [Theory]
    [MemberData(nameof(Names))]
    public void Discounted_purchases_are_the_integral_of_expectations(string name)
    {
        var model = Family.Ordinary(name);
        foreach (var history in new[] { default, new PurchaseHistory(0, 0, 9), new PurchaseHistory(4, 20, 26), new PurchaseHistory(60, 20, 21) })
        {
            foreach (var delta in new[] { 0.0027, 0.3 })
            {
                // Trapezoid in ln t.
                double sum = 0;
                for (var u = -40d; u < Math.Log(60 / delta); u += 0.04)
                {
                    var t = Math.Exp(u);
                    sum += 0.04 * delta * t * Math.Exp(-delta * t) * model.ExpectedPurchases(history, t);
                }

                Relative.Equal(sum, model.DiscountedPurchases(history, delta), 1e-9);
            }
        }
    }

    // Without dropout and with k = 1 the expectation is that of the NBD, (r + x) t/(alpha + T), and DERT that over delta.
    [Theory]
    [InlineData("bg-nbd")]
    [InlineData("mbg-nbd")]
    public void Without_dropout_the_model_is_the_nbd(string name)
    {
        var model = Family.Create(name, 1, 0.8, 41, 1e-13, 3);
        Relative.Equal((0.8 + 5) * 39 / (41 + 50.0), model.ExpectedPurchases(new(5, 30, 50), 39), 1e-11);
        Relative.Equal((0.8 + 5) / (41 + 50.0) / 0.01, model.DiscountedPurchases(new(5, 30, 50), 0.01), 1e-9);
        Relative.Equal(1, model.ProbabilityAlive(new(5, 30, 50), 39), 1e-11);
    }

    // Erlang gaps without dropout: over many gaps, k times fewer purchases than stages, and the phase since the last one shifts them by less than one.
    [Fact]
    public void Regular_purchases_without_dropout_follow_the_stages()
    {
        var model = new BgCnbdModel(4, 3, 2, 1e-12, 5);
        var stages = 3 / 2d * 5000;
        Relative.Equal((stages / 4) - (3 / 8d), model.ExpectedPurchases(5000), 1e-6);

        // Soon after a purchase less is due than long after it.
        var (soon, late) = (model.ExpectedPurchases(new(10, 30, 30.01), 0.5), model.ExpectedPurchases(new(10, 30, 33), 0.5));
        Assert.True(soon < late / 3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Score_in_bulk_is_the_score_of_each(string name)
    {
        var model = Family.Ordinary(name);
        var (x, recency, age) = PublishedNumbersTests.Columns("cdnow_summary_exact.csv");
        var (alive, purchases) = (new double[x.Length], new double[x.Length]);
        model.Score(x, recency, age, 39, alive, purchases);
        for (var i = 0; i < x.Length; i += 7)
        {
            var history = new PurchaseHistory(x[i], recency[i], age[i]);
            Assert.Equal(model.ProbabilityAlive(history), alive[i]);
            Assert.Equal(model.ExpectedPurchases(history, 39), purchases[i]);
        }
    }

    [Fact]
    public void Summaries_are_asked_about_in_days()
    {
        var (model, summary) = (Family.Ordinary("mbg-cnbd-k"), Cdnow.Summaries()[7]);
        var history = PurchaseHistory.Of(summary);
        Assert.Equal(model.ProbabilityAlive(history), model.ProbabilityAlive(summary));
        Assert.Equal(model.ProbabilityAlive(history, 2), model.ProbabilityAlive(summary, 14));
        Assert.Equal(model.ExpectedPurchases(history, 13), model.ExpectedPurchases(summary, 91));
        Assert.Equal(model.ProbabilityOf(history, 13, 2), model.ProbabilityOf(summary, 91, 2));
    }

    private static bool Holds(BetaGeometricModel model, Histories.Case given)
    {
        var history = new PurchaseHistory(given.X, given.Recency, given.Age);
        var (alive, dead) = (model.ProbabilityAlive(history), model.ProbabilityDead(history));
        var (near, far) = (model.ExpectedPurchases(history, given.Horizon / 3), model.ExpectedPurchases(history, given.Horizon));
        var (later, none) = (model.ProbabilityAlive(history, given.Horizon), model.ProbabilityOf(history, given.Horizon, 0));
        var any = model.ProbabilityOfAny(history, given.Horizon);
        var some = model.ProbabilityOf(history, given.Horizon, 1 + (given.X % 50));
        return double.IsFinite(model.LogLikelihood(history))
            && alive is >= 0 and <= 1 && dead is >= 0 and <= 1 && Math.Abs(alive + dead - 1) <= 2.3e-16
            && double.IsFinite(far) && near >= 0 && far >= near * (1 - 1e-11)
            && later >= 0 && later <= alive * (1 + 1e-11) && later <= 1 && model.ProbabilityAlive(history, 0) <= 1
            && none >= dead * (1 - 1e-12) && none <= 1 && any is >= 0 and <= 1 && Math.Abs(none + any - 1) <= 2.3e-16 && some is >= 0 and <= 1
            && model.ExpectedPurchases(history, 0) == 0;
    }
}
