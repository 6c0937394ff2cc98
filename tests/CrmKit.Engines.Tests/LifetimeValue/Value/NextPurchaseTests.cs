namespace CrmKit.LifetimeValue.Tests;

public sealed class NextPurchaseTests
{
    [Fact]
    public void Nobody_leaves_under_the_nbd_so_that_the_time_is_pareto()
    {
        // A rate Gamma(r + x, alpha + T): P(later than t) = ((alpha + T)/(alpha + T + t))^(r + x).
        var next = new NextPurchase(new NbdModel(.5, 4), new PurchaseHistory(3, 8, 10));
        foreach (var chance in new[] { .01, .25, .5, .9, .999 })
        {
            var time = 14 * (Math.Pow(1 - chance, -1 / 3.5) - 1);
            Assert.Equal(1, next.Quantile(chance)!.Value / time, 1e-8);
            Assert.Equal(chance, next.ProbabilityBy(time), 1e-12);
        }
    }

    [Fact]
    public void Who_may_have_left_may_never_buy()
    {
        var gone = new NextPurchase(Cdnow.Purchases, new PurchaseHistory(8, 4, 38));
        Assert.Null(gone.Quantile(.5));
        Assert.Null(gone.Day(new LocalDate(1997, 9, 30), .5));
        var regular = new NextPurchase(Cdnow.Purchases, new PurchaseHistory(8, 37, 38));
        var (early, late) = (regular.Day(new LocalDate(1997, 9, 30), .25)!.Value, regular.Day(new LocalDate(1997, 9, 30), .5)!.Value);
        Assert.True(new LocalDate(1997, 9, 30) < early && early < late);
        Assert.InRange(regular.ProbabilityBy(Period.DaysBetween(new LocalDate(1997, 9, 30), late) / 7d), .5, 1);
    }

    // Soon the chance grows as the time does, and the expectation with it.
    [Theory]
    [InlineData("pareto-nbd")]
    [InlineData("bg-nbd")]
    [InlineData("mbg-nbd")]
    [InlineData("gg-nbd")]
    [InlineData("nbd")]
    public void Small_chances_keep_their_digits(string name)
    {
        var (model, history) = (Ordinary(name), new PurchaseHistory(2, 30.43, 38.86));
        var next = new NextPurchase(model, history);
        Assert.Equal(1, next.Quantile(1e-15)!.Value / next.Quantile(1e-12)!.Value * 1000, 2e-9);
        foreach (var time in new[] { 1e-15, 1e-12, 1e-9 })
        {
            Assert.Equal(1, next.ProbabilityBy(time) / model.ExpectedPurchases(history, time), 1e-8);
        }
    }

    [Fact]
    public void Time_of_a_chance_in_a_million_millions_is_that_of_the_published_model()
    {
        var next = new NextPurchase(new ParetoNbdModel(.553277046853, 10.5776834633, .606239989128, 11.6687352889), new PurchaseHistory(2, 30.43, 38.86));

        // 1e-12 over P(alive) (r + x)/(alpha + T), of which 30 digits were computed apart.
        Assert.Equal(1, next.Quantile(1e-12)!.Value / 2.2278328100103797e-11, 2e-9);
        Assert.Equal(1, next.Quantile(1e-15)!.Value / 2.2278328100103797e-14, 2e-9);
    }

    // Who has almost surely left: the chance of any purchase is the sum of those of so many, however small.
    [Theory]
    [InlineData("pareto-nbd")]
    [InlineData("bg-nbd")]
    [InlineData("mbg-nbd")]
    [InlineData("gg-nbd")]
    public void Chance_of_a_purchase_is_the_sum_of_the_chances_of_so_many(string name)
    {
        var (model, history) = (Ordinary(name), new PurchaseHistory(26, 5, 39));
        var sum = Enumerable.Range(1, 400).Sum(n => model.ProbabilityOf(history, 39, n));
        Assert.Equal(1, new NextPurchase(model, history).ProbabilityBy(39) / sum, 1e-9);
        Assert.Equal(sum, 1 - model.ProbabilityOf(history, 39, 0), 1e-12);
    }

    [Fact]
    public void Longest_time_is_checked_under_its_own_name()
    {
        foreach (var time in new[] { -1, 0, double.PositiveInfinity, double.NaN })
        {
            Assert.Throws<ArgumentOutOfRangeException>("Longest", () => new NextPurchase(Cdnow.Purchases, default) { Longest = time });
        }

        Assert.Throws<ArgumentOutOfRangeException>("time", () => new NextPurchase(Cdnow.Purchases, default).ProbabilityBy(double.PositiveInfinity));
    }

    private static IPurchaseModel Ordinary(string name) => name switch
    {
        "pareto-nbd" => new ParetoNbdModel(.553277046853, 10.5776834633, .606239989128, 11.6687352889),
        "bg-nbd" => new BgNbdModel(.242594522430, 4.41360201901, .792922017226, 2.42590677683),
        "mbg-nbd" => new MbgNbdModel(.524843159106, 6.18308527958, .891359390732, 1.61400224017),
        "gg-nbd" => new GammaGompertzNbdModel(.5533, 10.58, .002, .6, .02),
        _ => new NbdModel(.385, 12.07),
    };

    [Fact]
    public void Chances_are_checked()
    {
        var next = new NextPurchase(Cdnow.Purchases, default);
        Assert.Throws<ArgumentOutOfRangeException>(() => next.Quantile(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => next.Quantile(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => next.ProbabilityBy(-1));
    }

    [Fact]
    public void Counts_are_a_distribution_with_the_expected_mean()
    {
        var history = new PurchaseHistory(8, 37, 38);
        var counts = PurchaseCounts.Of(Cdnow.Purchases, history, 39);
        Assert.Equal(1, counts.Probabilities.Sum() + counts.Beyond, 1e-12);
        Assert.Equal(Cdnow.Purchases.ExpectedPurchases(history, 39), counts.Probabilities.Select((chance, n) => n * chance).Sum(), 1e-8);
        Assert.Equal(new NextPurchase(Cdnow.Purchases, history).ProbabilityBy(39), 1 - counts.Probabilities[0], 1e-12);
        var middle = counts.Quantile(.5);
        Assert.True(counts.Probabilities.Take(middle + 1).Sum() >= .5 && counts.Probabilities.Take(middle).Sum() < .5);
        Assert.Equal(2, PurchaseCounts.Of(Cdnow.Purchases, history, 39, most: 1).Probabilities.Length);
    }
}
