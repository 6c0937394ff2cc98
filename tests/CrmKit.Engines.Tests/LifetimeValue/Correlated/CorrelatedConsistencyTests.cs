using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

public sealed class CorrelatedConsistencyTests
{
    private static readonly PurchaseHistory History = new(3, 20.5, 38.25);

    public static TheoryData<string> Names => [.. Dependence.Models.Keys];

    [Fact]
    public void No_dependence_is_the_pareto_nbd()
    {
        var (model, pareto) = (new CorrelatedParetoNbdModel(.553, 10.578, .606, 11.669, 0), new ParetoNbdModel(.553, 10.578, .606, 11.669));
        Assert.Equal((0d, 0d), (model.Share, model.Correlation));
        foreach (var history in Dependence.Histories)
        {
            Relative.Equal(pareto.LogLikelihood(history), model.LogLikelihood(history), 1e-14);
            Relative.Equal(pareto.ProbabilityAlive(history), model.ProbabilityAlive(history), 1e-14);
            Relative.Equal(pareto.ProbabilityDead(history), model.ProbabilityDead(history), 1e-14);
            Relative.Equal(pareto.ProbabilityAlive(history, 5), model.ProbabilityAlive(history, 5), 1e-14);
            Relative.Equal(pareto.ExpectedPurchases(history, 39), model.ExpectedPurchases(history, 39), 1e-14);
            Relative.Equal(pareto.DiscountedPurchases(history, .003), model.DiscountedPurchases(history, .003), 1e-13);
            Relative.Equal(pareto.ProbabilityOf(history, 39, 2), model.ProbabilityOf(history, 39, 2), 1e-13);
        }

        Relative.Equal(pareto.ExpectedPurchases(52), model.ExpectedPurchases(52), 1e-14);
        Relative.Equal(pareto.ProbabilityOf(52, 4), model.ProbabilityOf(52, 4), 1e-13);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Counts_have_probability_one_and_the_expected_mean(string name)
    {
        var model = Dependence.Models[name];
        double sum = 0, mean = 0, sumAhead = 0, meanAhead = 0;
        for (var n = 0; n < 700; n++)
        {
            var (unseen, ahead) = (model.ProbabilityOf(5, n), model.ProbabilityOf(History, 5, n));
            (sum, mean, sumAhead, meanAhead) = (sum + unseen, mean + (n * unseen), sumAhead + ahead, meanAhead + (n * ahead));
        }

        Assert.Equal(1, sum, 1e-11);
        Assert.Equal(1, sumAhead, 1e-11);
        Relative.Equal(model.ExpectedPurchases(5), mean, 1e-9);
        Relative.Equal(model.ExpectedPurchases(History, 5), meanAhead, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Answers_at_time_zero_are_those_of_now(string name)
    {
        var model = Dependence.Models[name];
        Assert.Equal((0d, 0d), (model.ExpectedPurchases(0), model.ExpectedPurchases(History, 0)));
        Assert.Equal(model.ProbabilityAlive(History), model.ProbabilityAlive(History, 0), 1e-15);
        Assert.Equal((1d, 0d), (model.ProbabilityOf(0, 0), model.ProbabilityOf(0, 3)));
        Assert.Equal(1, model.ProbabilityOf(History, 0, 0), 1e-14);
        Assert.Equal(0, model.LogLikelihood(default), 1e-15);
        Assert.Equal(1, model.ProbabilityAlive(default));
        Relative.Equal(model.ExpectedPurchases(39), model.ExpectedPurchases(default, 39), 1e-14);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Alive_and_dead_add_up_and_silence_lowers_the_first(string name)
    {
        var model = Dependence.Models[name];
        var last = 1.1;
        for (var age = 20.5; age < 200; age += 7)
        {
            var history = new PurchaseHistory(3, 20.5, age);
            var alive = model.ProbabilityAlive(history);
            Assert.Equal(1, alive + model.ProbabilityDead(history), 1e-15);
            Assert.True(alive < last);
            Assert.InRange(model.ProbabilityAlive(history, 10), 0, alive);
            Assert.True(model.ExpectedPurchases(history, 10) < model.ExpectedPurchases(history, 20));
            last = alive;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Share_and_range_are_two_writings_of_m(string name)
    {
        var model = Dependence.Models[name];
        var (lowest, highest) = CorrelatedParetoNbdModel.Range(model.R, model.Alpha, model.S, model.Beta);
        Assert.InRange(model.M, lowest, highest);
        Relative.Equal(model.M, CorrelatedParetoNbdModel.OfShare(model.R, model.Alpha, model.S, model.Beta, model.Share).M, 1e-15);
        Assert.Equal(model, model.WithParameters([.. model.Parameters.Select(parameter => parameter.Value)]));
        Assert.InRange(model.Correlation, -1, 1);
        Assert.Equal(Math.Sign(model.M), Math.Sign(model.Correlation));

        // At an end of the range some pair of rates has no density left, and none a negative one.
        foreach (var m in new[] { lowest, highest })
        {
            var (c1, c2) = (Math.Pow(model.Alpha / (model.Alpha + 1), model.R), Math.Pow(model.Beta / (model.Beta + 1), model.S));
            double[] corners = [1 + (m * c1 * c2), 1 - (m * c1 * (1 - c2)), 1 - (m * c2 * (1 - c1)), 1 + (m * (1 - c1) * (1 - c2))];
            Assert.Equal(0, corners.Min(), 1e-9);
        }
    }

    [Fact]
    public void Frequent_buyers_leave_sooner_where_m_is_above_zero()
    {
        var (up, none, down) = (Of(.9), Of(0), Of(-.9));
        var frequent = new PurchaseHistory(30, 26, 30);
        Assert.True(up.ProbabilityAlive(frequent, 26) < none.ProbabilityAlive(frequent, 26));
        Assert.True(down.ProbabilityAlive(frequent, 26) > none.ProbabilityAlive(frequent, 26));

        static CorrelatedParetoNbdModel Of(double share) => CorrelatedParetoNbdModel.OfShare(1.4, 2.2, .9, 3.1, share);
    }

    [Fact]
    public void Score_in_bulk_is_the_score_of_each()
    {
        var model = Dependence.Models["half way down"];
        var (x, recency, age) = PublishedNumbersTests.Columns("cdnow_summary_exact.csv");
        var (alive, purchases) = (new double[x.Length], new double[x.Length]);
        model.Score(x, recency, age, 39, alive, purchases);
        for (var i = 0; i < x.Length; i++)
        {
            var history = new PurchaseHistory(x[i], recency[i], age[i]);
            Assert.Equal((model.ProbabilityAlive(history), model.ExpectedPurchases(history, 39)), (alive[i], purchases[i]));
        }
    }

    // The published form subtracts numbers that agree to ten digits here; the weight under the integral does not.
    [Theory]
    [InlineData(1e-7, 1e-7, 1e-7, 1e-7)]
    [InlineData(1e7, 1e7, 1e7, 1e7)]
    [InlineData(1e-7, 1e7, 1e7, 1e-7)]
    [InlineData(1e7, 1e-7, 1e-7, 1e7)]
    [InlineData(1e7, 1e-7, 1e7, 1e-7)]
    [InlineData(.5, 1e7, .5, 1e7)]
    public void Far_parameters_give_finite_ordered_answers(double r, double alpha, double s, double beta)
    {
        foreach (var share in new[] { -1, -.3, 0, .3, 1 })
        {
            var model = CorrelatedParetoNbdModel.OfShare(r, alpha, s, beta, share);
            foreach (var history in Dependence.Histories.Append(new(100_000, 20, 30)))
            {
                Assert.True(double.IsFinite(model.LogLikelihood(history)));
                Assert.Equal(1, model.ProbabilityAlive(history) + model.ProbabilityDead(history), 1e-14);
                Assert.InRange(model.ProbabilityAlive(history, 9), 0, model.ProbabilityAlive(history) * (1 + 1e-14));
                Assert.True(model.ExpectedPurchases(history, 9) >= 0 && double.IsFinite(model.ExpectedPurchases(history, 9)));
                Assert.True(model.DiscountedPurchases(history, .002) >= 0 && double.IsFinite(model.DiscountedPurchases(history, .002)));
                Assert.InRange(model.ProbabilityOf(history, 9, 3), 0, 1);
            }
        }
    }

    [Theory]
    [InlineData("highest")]
    [InlineData("lowest")]
    public void Drawn_purchases_have_the_counts_of_the_model(string name)
    {
        var model = Dependence.Models[name];
        var random = new SeededRandom(11);
        const int Draws = 60_000;
        const double Age = 12;
        var seen = new int[6];
        double sum = 0;
        for (var i = 0; i < Draws; i++)
        {
            var times = model.Draw(random, Age).ToArray();
            Assert.Equal(times.Order(), times);
            Assert.All(times, time => Assert.InRange(time, 0, Age));
            seen[Math.Min(5, times.Length)]++;
            sum += times.Length;
        }

        Relative.Equal(model.ExpectedPurchases(Age), sum / Draws, .02);
        for (var n = 0; n < 5; n++)
        {
            // Five standard errors of a share.
            var probability = model.ProbabilityOf(Age, n);
            Assert.Equal(probability, (double)seen[n] / Draws, 5 * Math.Sqrt(probability / Draws));
        }

        // Independent rates would have been told apart.
        var independent = new ParetoNbdModel(model.R, model.Alpha, model.S, model.Beta);
        Assert.True(Math.Abs((independent.ExpectedPurchases(Age) / (sum / Draws)) - 1) > .03);
    }

    [Fact]
    public void Order_of_customers_and_number_of_threads_do_not_change_a_bit()
    {
        var (x, recency, age) = PublishedNumbersTests.Columns("cdnow_summary_exact.csv");
        var random = new SeededRandom(5);
        var order = Enumerable.Range(0, x.Length).OrderBy(_ => random.NextBits()).ToArray();
        var shuffled = RecencyFrequencyTable.From([.. order.Select(i => x[i])], [.. order.Select(i => recency[i])], [.. order.Select(i => age[i])]);
        var one = new CorrelatedParetoNbdEstimator().Fit(RecencyFrequencyTable.From(x, recency, age), new FitOptions { Starts = 2, MaxThreads = 1 });
        var other = new CorrelatedParetoNbdEstimator().Fit(shuffled, new FitOptions { Starts = 2, MaxThreads = 2 });
        Assert.Equal(one.Model, other.Model);
        Assert.Equal(BitConverter.DoubleToInt64Bits(one.LogLikelihood), BitConverter.DoubleToInt64Bits(other.LogLikelihood));
    }
}
