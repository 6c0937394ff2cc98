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
