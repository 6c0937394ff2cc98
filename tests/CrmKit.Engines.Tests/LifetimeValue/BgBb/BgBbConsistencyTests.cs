using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.LifetimeValue.Tests;

public sealed class BgBbConsistencyTests
{
    private sealed record Case(double Alpha, double Beta, double Gamma, double Delta, int N)
    {
        public BgBbModel Model => new(Alpha, Beta, Gamma, Delta);
    }

    // All histories of n opportunities, each as often as there are orders of the purchases with this x and t_x.
    [Fact]
    public void Chances_of_all_histories_add_up_and_give_the_counts() => Prop.ForAll(Any(), one =>
    {
        var (model, n) = (one.Model, one.N);
        var counts = new double[n + 1];
        for (var x = 0; x <= n; x++)
        {
            for (var recency = x == 0 ? 0 : x; recency <= (x == 0 ? 0 : n); recency++)
            {
                counts[x] += Orders(recency, x) * Math.Exp(model.LogLikelihood(new(x, recency, n)));
            }
        }

        Relative.Equal(1, counts.Sum(), 1e-11);
        Relative.Equal(counts.Select((chance, x) => x * chance).Sum(), model.ExpectedPurchases(n), 1e-10);
        for (var x = 0; x <= n; x++)
        {
            Relative.Equal(counts[x], model.ProbabilityOf(n, x), 1e-10);
        }
    }).QuickCheckThrowOnFailure();

    // What the next opportunities bring, from the chances of the longer histories.
    [Fact]
    public void Answers_ahead_follow_from_the_likelihood() => Prop.ForAll(Any(), Gen.Choose(0, 1000).ToArbitrary(), (one, pick) =>
    {
        var (model, n) = (one.Model, one.N);
        var x = pick % (n + 1);
        OpportunityHistory history = new(x, x == 0 ? 0 : x + (pick / 7 % (n - x + 1)), n);
        var now = model.LogLikelihood(history);
        var next = Math.Exp(model.LogLikelihood(history with { X = x + 1, Recency = n + 1, Opportunities = n + 1 }) - now);
        Relative.Equal(next, model.ExpectedPurchases(history, 1), 1e-9);
        Relative.Equal(next, model.ProbabilityOf(history, 1, 1), 1e-9);
        Relative.Equal(1, model.ProbabilityAlive(history) + model.ProbabilityDead(history), 1e-14);
        double mean = 0, total = 0;
        for (var k = 0; k <= 9; k++)
        {
            var chance = model.ProbabilityOf(history, 9, k);
            (mean, total) = (mean + (k * chance), total + chance);
        }

        Relative.Equal(1, total, 1e-11);
        Relative.Equal(mean, model.ExpectedPurchases(history, 9), 1e-9);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.15)]
    [InlineData(3)]
    public void Discounted_purchases_are_the_discounted_sum(double rate)
    {
        foreach (var (history, _, _) in Donations.Rows())
        {
            double sum = 0, before = 0;
            for (var m = 1; m <= 4000; m++)
            {
                var until = Donations.Model.ExpectedPurchases(history, m);
                sum += (until - before) * Math.Pow(1 + rate, -m);
                before = until;
            }

            Relative.Equal(sum, Donations.Model.DiscountedPurchases(history, rate), 1e-10);
        }
    }

    // gamma = 1 is a removable singularity of the published expectation.
    [Fact]
    public void Expectation_is_smooth_where_gamma_is_one()
    {
        OpportunityHistory history = new(3, 5, 8);
        var at = new BgBbModel(1.2, .7, 1, 2.8).ExpectedPurchases(history, 1000);
        Relative.Equal(at, new BgBbModel(1.2, .7, 1 + 1e-13, 2.8).ExpectedPurchases(history, 1000), 1e-11);
        Relative.Equal(at, new BgBbModel(1.2, .7, 1 - 1e-13, 2.8).ExpectedPurchases(history, 1000), 1e-11);
    }

    [Fact]
    public void Extreme_inputs_have_finite_answers()
    {
        double[] sizes = [1e-8, 1e-3, 1, 1e4, 1e7];
        OpportunityHistory[] histories = [default, new(0, 0, 20_000), new(1, 1, 20_000), new(1, 20_000, 20_000), new(20_000, 20_000, 20_000), new(7, 9, 100_000)];
        foreach (var history in histories)
        {
            for (var i = 0; i < 625; i += 13)
            {
                var model = new BgBbModel(sizes[i % 5], sizes[i / 5 % 5], sizes[i / 25 % 5], sizes[i / 125]);
                Assert.InRange(model.LogLikelihood(history), double.MinValue, 0);
                Assert.InRange(model.ProbabilityAlive(history), 0, 1);
                Assert.InRange(model.ProbabilityDead(history), 0, 1);
                Assert.InRange(model.ExpectedPurchases(history, 10), 0, 10);
                Assert.InRange(model.ExpectedPurchases(history, int.MaxValue), 0, int.MaxValue);
                Assert.InRange(model.ProbabilityOf(history, 40, 3), 0, 1);
                Assert.InRange(model.DiscountedPurchases(history, 1e-3), 0, 1001);
            }
        }
    }

    private static double Orders(int recency, int x)
    {
        double orders = 1;
        for (var k = 1; k < x; k++)
        {
            orders *= (double)(recency - k) / k;
        }

        return orders;
    }

    private static Arbitrary<Case> Any() => Arb.From(
        from alpha in Magnitude()
        from beta in Magnitude()
        from gamma in Magnitude()
        from delta in Magnitude()
        from n in Gen.Choose(1, 12)
        select new Case(alpha, beta, gamma, delta, n));

    private static Gen<double> Magnitude() => Gen.Choose(-2000, 3000).Select(thousandth => Math.Pow(10, thousandth / 1000d));
}
