namespace CrmKit.Engines.Tests;

public sealed class RelationshipHistoryTests
{
    private static readonly CustomerId Customer = "7";
    private static readonly Topic Boats = new("boats");
    private static readonly LocalDate Day = new(2026, 3, 1);

    [Fact]
    public void Events_of_one_key_are_one_event_whatever_order_they_come_in()
    {
        TimelineEvent[] events = [Bought("a", 3), Bought("b", 1), Bought("a", 3)];
        var history = new RelationshipHistory(events, DateTimeZone.Utc);
        Assert.Equal(["b", "a"], history.Events.Select(item => item.Key.Value));
        Assert.Equal(2, history.Summary.Purchases);
        Assert.Equal(history.Events.ToArray(), new RelationshipHistory(events.Reverse(), DateTimeZone.Utc).Events.ToArray());
    }

    [Fact]
    public void Until_an_instant_nothing_later_is_known()
    {
        var history = new RelationshipHistory([Bought("a", 0), Bought("b", 5)], DateTimeZone.Utc);
        var past = history.Until(history.Events[0].OccurredAt);
        Assert.Equal(Day, past.Summary.LastPurchase);
        Assert.Single(past.Events);
        Assert.Same(history, history.Until(history.Events[1].OccurredAt));
    }

    [Fact]
    public void What_came_back_in_full_is_owned_no_more()
    {
        var kept = new RelationshipHistory([Bought("a", 0, Boats), Returned("a", 5, 99)], DateTimeZone.Utc);
        Assert.Equal(Day, kept.OwnedSince(Boats));
        var returned = new RelationshipHistory([Bought("a", 0, Boats), Returned("a", 5, 60), Returned("a", 6, 40)], DateTimeZone.Utc);
        Assert.Null(returned.OwnedSince(Boats));
    }

    [Fact]
    public void The_last_purchase_of_an_item_says_since_when_it_is_owned()
    {
        var history = new RelationshipHistory([Bought("b", 9, Boats), Bought("a", 0, Boats), Bought("c", 20)], DateTimeZone.Utc);
        Assert.Equal(Day.PlusDays(9), history.OwnedSince(Boats));
        Assert.Null(history.OwnedSince(new Topic("trailers")));
    }

    [Fact]
    public void Events_of_two_people_are_refused()
    {
        var other = Purchase.OnDay(new EventKey("x"), "8", Day, new Money(1, Currency.Eur), DateTimeZone.Utc);
        Assert.Throws<ArgumentException>(() => new RelationshipHistory([Bought("a", 0), other], DateTimeZone.Utc));
    }

    [Fact]
    public void A_day_is_told_on_the_clock_there()
    {
        var history = new RelationshipHistory([], DateTimeZoneProviders.Tzdb["Asia/Tokyo"]);
        var reply = new Reply(new EventKey("r"), Customer, Instant.FromUtc(2026, 3, 1, 18, 0), Channel.Email);
        Assert.Equal(new LocalDate(2026, 3, 2), history.DayOf(reply));
    }

    private static Purchase Bought(string key, int day, params Topic[] items) =>
        Purchase.OnDay(new EventKey(key), Customer, Day.PlusDays(day), new Money(100, Currency.Eur), DateTimeZone.Utc) with { Items = [.. items] };

    private static PurchaseReturn Returned(string key, int day, decimal amount) =>
        new(new EventKey($"return-{key}-{day}"), Customer, Instant.FromUtc(2026, 4, 1, 0, 0), Day.PlusDays(day), new Money(amount, Currency.Eur), new EventKey(key));
}
