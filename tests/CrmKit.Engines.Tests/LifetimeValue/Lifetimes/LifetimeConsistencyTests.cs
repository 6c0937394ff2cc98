using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

public sealed class LifetimeConsistencyTests
{
    private static readonly PurchaseHistory History = new(3, 20.5, 38.25);

    public static TheoryData<string> Names => [.. Models.Keys];

    private static readonly Dictionary<string, IPurchaseModel> Models = new(StringComparer.Ordinal)
    {
        ["nbd"] = new NbdModel(.4, 12),
        ["pareto-nbd"] = new ParetoNbdModel(.553, 10.578, .606, 11.669),
        ["pareto-nbd s = 1"] = new ParetoNbdModel(.8, 5, 1, 20),
        ["gg-nbd beta above 1"] = new GammaGompertzNbdModel(.55, 10.5, .05, .8, 30),
        ["gg-nbd beta below 1"] = new GammaGompertzNbdModel(.55, 10.5, .02, .8, .3),
        ["gg-nbd beta = 1"] = new GammaGompertzNbdModel(2, 8, .1, .5, 1),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Counts_have_probability_one_and_the_expected_mean(string name)
    {
        var model = Models[name];
        double sum = 0, mean = 0, sumAhead = 0, meanAhead = 0;
        for (var n = 0; n < 500; n++)
        {
            var (unseen, ahead) = (model.ProbabilityOf(39, n), model.ProbabilityOf(History, 39, n));
            (sum, mean, sumAhead, meanAhead) = (sum + unseen, mean + (n * unseen), sumAhead + ahead, meanAhead + (n * ahead));
        }

        Assert.Equal(1, sum, 1e-11);
        Assert.Equal(1, sumAhead, 1e-11);
        Relative.Equal(model.ExpectedPurchases(39), mean, 1e-9);
        Relative.Equal(model.ExpectedPurchases(History, 39), meanAhead, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Answers_at_time_zero_are_those_of_now(string name)
    {
        var model = Models[name];
        Assert.Equal(0, model.ExpectedPurchases(0));
        Assert.Equal(0, model.ExpectedPurchases(History, 0));
        Assert.Equal(model.ProbabilityAlive(History), model.ProbabilityAlive(History, 0), 1e-15);
        Assert.Equal((1d, 0d), (model.ProbabilityOf(0, 0), model.ProbabilityOf(0, 3)));
        Assert.Equal(1, model.ProbabilityOf(History, 0, 0), 1e-15);
        Assert.Equal(0, model.LogLikelihood(default), 1e-15);
        Assert.Equal(1, model.ProbabilityAlive(default));
        Relative.Equal(model.ExpectedPurchases(39), model.ExpectedPurchases(default, 39), 1e-14);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Present_value_is_what_is_left_of_purchases_as_the_discount_goes(string name)
    {
        // The integral of e^(-delta t) times the rate of purchases, by parts: delta times the integral of e^(-delta t) E(t).
        var model = Models[name];
        const double Delta = 0.02;
        var byParts = Delta * DoubleExponential.Integrate(40 / Delta, t => Math.Log(model.ExpectedPurchases(History, t)) - (Delta * t));
        Relative.Equal(byParts, model.DiscountedPurchases(History, Delta), 1e-9);
        Assert.True(model.DiscountedPurchases(History, Delta / 2) > model.DiscountedPurchases(History, Delta));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Alive_and_dead_add_up_and_silence_lowers_the_first(string name)
    {
        var model = Models[name];
        var last = 1.1;
        for (var age = 20.5; age < 200; age += 7)
        {
            var history = new PurchaseHistory(3, 20.5, age);
            var alive = model.ProbabilityAlive(history);
            Assert.Equal(1, alive + model.ProbabilityDead(history), 1e-15);
            Assert.True(name == "nbd" ? alive == 1 : alive < last);
            Assert.InRange(model.ProbabilityAlive(history, 10), 0, alive);
            last = alive;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Score_in_bulk_is_the_score_of_each(string name)
    {
        var model = Models[name];
        var (x, recency, age) = PublishedNumbersTests.Columns("cdnow_summary_exact.csv");
        var (alive, purchases) = (new double[x.Length], new double[x.Length]);
        model.Score(x, recency, age, 39, alive, purchases);
        for (var i = 0; i < x.Length; i++)
        {
            var history = new PurchaseHistory(x[i], recency[i], age[i]);
            // In bulk the integrals are sums over the days of all customers.
            Relative.Equal(model.ProbabilityAlive(history), alive[i], 1e-13);
            Relative.Equal(model.ExpectedPurchases(history, 39), purchases[i], 1e-13);
        }
    }

    // Given x, the likelihood is a density in all x times; those before t_x fill t_x^(x - 1)/(x - 1)!.
    [Theory]
    [MemberData(nameof(Names))]
    public void Probability_of_a_count_is_the_integral_of_its_histories(string name)
    {
        var model = Models[name];
        const double Age = 30;
        Relative.Equal(model.ProbabilityOf(Age, 0), Math.Exp(model.LogLikelihood(new(0, 0, Age))), 1e-12);
        for (var x = 1; x <= 6; x++)
        {
            var n = x;
            var integral = DoubleExponential.Integrate(
                Age, t => model.LogLikelihood(new(n, t, Age)) + ((n - 1) * Math.Log(t)) - SpecialFunctions.LogGamma(n));
            Relative.Equal(model.ProbabilityOf(Age, n), integral, 1e-11);
        }
    }

    [Fact]
    public void Pareto_without_dropout_is_the_nbd()
    {
        var (pareto, nbd) = (new ParetoNbdModel(.8, 41, 1e-13, 3), new NbdModel(.8, 41));
        Relative.Equal(nbd.ExpectedPurchases(History, 39), pareto.ExpectedPurchases(History, 39), 1e-11);
        Relative.Equal(nbd.LogLikelihood(History), pareto.LogLikelihood(History), 1e-11);
        Relative.Equal(nbd.ProbabilityOf(History, 39, 2), pareto.ProbabilityOf(History, 39, 2), 1e-11);
        Relative.Equal(nbd.DiscountedPurchases(History, .002), pareto.DiscountedPurchases(History, .002), 1e-10);
    }

    // A lifetime that ends at a cliff long before beta/b: mpmath, 40 digits.
    [Fact]
    public void Count_before_a_steep_end_of_lifetimes_is_complete() => Assert.Equal(
        1,
        new GammaGompertzNbdModel(51.949239088673025, 49294.15688216559, 485.7395373237854, 0.068733672943193, 238509.61162048893).ProbabilityOf(37197.465994292754, 10) / 5.2083162591723658296e-45,
        1e-11);

    [Fact]
    public void Gompertz_with_a_still_hazard_is_pareto()
    {
        var pareto = new ParetoNbdModel(.553, 10.578, .606, 11.669);
        var gompertz = new GammaGompertzNbdModel(.553, 10.578, 1e-14, .606, 11.669e-14);
        Relative.Equal(pareto.LogLikelihood(History), gompertz.LogLikelihood(History), 1e-12);
        Relative.Equal(pareto.ProbabilityDead(History), gompertz.ProbabilityDead(History), 1e-12);
        Relative.Equal(pareto.ExpectedPurchases(History, 39), gompertz.ExpectedPurchases(History, 39), 1e-12);
        Relative.Equal(pareto.ProbabilityOf(39, 4), gompertz.ProbabilityOf(39, 4), 1e-12);
        Relative.Equal(pareto.DiscountedPurchases(History, .01), gompertz.DiscountedPurchases(History, .01), 1e-10);
    }

    [Fact]
    public void Dropout_shape_of_one_is_an_ordinary_point()
    {
        double At(double s) => new ParetoNbdModel(.5, 10, s, 2.5).ExpectedPurchases(History, 39);
        Relative.Equal(At(1), 0.5 * (At(1 - 1e-7) + At(1 + 1e-7)), 1e-13);
    }

    [Fact]
    public void Order_of_customers_does_not_change_a_bit()
    {
        var (x, recency, age) = PublishedNumbersTests.Columns("cdnow_summary_exact.csv");
        var random = new SeededRandom(5);
        var order = Enumerable.Range(0, x.Length).OrderBy(_ => random.NextBits()).ToArray();
        var shuffled = RecencyFrequencyTable.From([.. order.Select(i => x[i])], [.. order.Select(i => recency[i])], [.. order.Select(i => age[i])]);
        var (one, other) = (new ParetoNbdEstimator().Fit(RecencyFrequencyTable.From(x, recency, age)), new ParetoNbdEstimator().Fit(shuffled));
        Assert.Equal(one.Model, other.Model);
        Assert.Equal(BitConverter.DoubleToInt64Bits(one.LogLikelihood), BitConverter.DoubleToInt64Bits(other.LogLikelihood));
    }

    [Fact]
    public void Another_time_unit_scales_the_times_alone()
    {
        var weeks = new ParetoNbdEstimator().Fit(Cdnow.Summaries());
        var days = new ParetoNbdEstimator().Fit(Cdnow.Summaries(), new FitOptions { DaysPerTimeUnit = 1 });
        Relative.Equal(weeks.Model.R, days.Model.R, 1e-7);
        Relative.Equal(weeks.Model.Alpha * 7, days.Model.Alpha, 1e-7);
        Relative.Equal(weeks.Model.Beta * 7, days.Model.Beta, 1e-7);

        // A density in 2,457 purchase times carries the unit once for each.
        Relative.Equal(weeks.LogLikelihood - (2457 * Math.Log(7)), days.LogLikelihood, 1e-11);
    }
}
