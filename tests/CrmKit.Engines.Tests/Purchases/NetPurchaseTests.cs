namespace CrmKit.Engines.Tests;

/// <summary>What is left of purchases after returns.</summary>
public sealed class NetPurchaseTests
{
    private static readonly LocalDate April = new(2026, 4, 1);

    [Fact]
    public void Return_that_names_a_purchase_touches_no_other()
    {
        var builder = Builder(April.PlusDays(30));
        builder.Add("c", April.PlusDays(1), Eur(50), new EventKey("first"));
        builder.Add("c", April.PlusDays(8), Eur(20), new EventKey("second"));
        builder.AddReturn("c", April.PlusDays(9), Eur(30), new EventKey("second"));
        var summaries = builder.Build();
        Assert.Equal((Eur(50), 0), (summaries[0].FirstSpend, summaries[0].RepeatPurchases));
        Assert.Equal((1, Eur(10)), (summaries.UnmatchedReturns.Count, summaries.UnmatchedReturns.Amount));
    }

    [Fact]
    public void Return_that_names_a_purchase_after_the_last_day_is_unmatched_as_of_then()
    {
        var builder = Builder(April.PlusDays(30));
        builder.Add("c", April.PlusDays(1), Eur(50), new EventKey("first"));
        builder.Add("c", April.PlusDays(8), Eur(20), new EventKey("second"));
        builder.AddReturn("c", April.PlusDays(4), Eur(20), new EventKey("second"));
        Assert.Equal(Eur(50), builder.Build(April.PlusDays(6))[0].FirstSpend);
        Assert.Equal(Eur(50), builder.Build()[0].FirstSpend);
        Assert.Equal(0, builder.Build()[0].RepeatPurchases);
    }

    [Fact]
    public void Net_purchases_leave_out_what_came_back_whole()
    {
        var builder = Builder(April.PlusDays(30));
        builder.Add("c", April, Eur(50), new EventKey("kept"));
        builder.Add("c", April.PlusDays(8), Eur(20), new EventKey("returned"));
        builder.AddReturn("c", April.PlusDays(9), Eur(20), new EventKey("returned"));
        Assert.Equal([new NetPurchase("c", April, Eur(50))], builder.NetPurchases());
    }

    [Fact]
    public void Summaries_as_of_an_earlier_day_are_those_of_a_builder_that_ends_there()
    {
        var (early, whole) = (Builder(April.PlusDays(10)), Builder(April.PlusDays(30)));
        foreach (var builder in new[] { early, whole })
        {
            for (var day = 0; day < 20; day++)
            {
                builder.Add(day % 3, April.PlusDays(day), Eur(10 + day));
            }

            builder.AddReturn(1, April.PlusDays(5), Eur(4));
            builder.AddReturn(2, April.PlusDays(15), Eur(7));
        }

        Assert.Equal(early.Build(), whole.Build(April.PlusDays(10)));
        Assert.Throws<ArgumentOutOfRangeException>(() => early.Build(April.PlusDays(11)));
    }

    private static PurchaseSummaryBuilder Builder(LocalDate until) => new(until, Currency.Eur);

    private static Money Eur(decimal amount) => new(amount, Currency.Eur);
}
