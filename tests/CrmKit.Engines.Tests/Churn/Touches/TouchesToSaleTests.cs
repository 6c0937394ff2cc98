using FsCheck.Fluent;

namespace CrmKit.Churn.Tests;

public sealed class TouchesToSaleTests
{
    private static readonly LeadTouches[] Leads =
    [
        .. Some(2, 0, LeadOutcome.Sold), .. Some(3, 1, LeadOutcome.Sold), .. Some(5, 1, LeadOutcome.Lost), .. Some(4, 2, LeadOutcome.Sold), .. Some(6, 2, LeadOutcome.Open), .. Some(1, 4, LeadOutcome.Sold), .. Some(9, 5, LeadOutcome.Lost),
    ];

    [Fact]
    public void Share_sold_is_one_less_the_product_of_what_each_touch_left()
    {
        var touches = TouchesToSale.Of(Leads);
        Assert.Equal((30L, 10L, 14L, 6L, 2L, 5), (touches.Leads, touches.Sold, touches.Lost, touches.Open, touches.SoldUntouched, touches.LastTouch));
        Relative.Equal(1 - (28.0 / 30), touches.ShareSoldBy(0).Estimate, 1e-14);
        Relative.Equal(1 - (28.0 / 30 * 25 / 28), touches.ShareSoldBy(1).Estimate, 1e-14);
        Relative.Equal(1 - (28.0 / 30 * 25 / 28 * 16 / 20), touches.ShareSoldBy(2).Estimate, 1e-14);
        Assert.Equal(touches.ShareSoldBy(2), touches.ShareSoldBy(3));
        var last = 1 - (28.0 / 30 * 25 / 28 * 16 / 20 * 9 / 10);
        Relative.Equal(last, touches.ShareSoldBy(4).Estimate, 1e-14);
        Assert.Equal((touches.ShareSoldBy(5).Lower, touches.ShareSoldBy(5).Estimate, 1.0), (touches.ShareSoldBy(90).Lower, touches.ShareSoldBy(90).Estimate, touches.ShareSoldBy(90).Upper));
        Assert.All(Enumerable.Range(0, 6), k => Assert.True(touches.ShareSoldBy(k).Lower < touches.ShareSoldBy(k).Estimate && touches.ShareSoldBy(k).Estimate < touches.ShareSoldBy(k).Upper));
    }

    [Fact]
    public void Limits_are_those_of_Greenwood_on_the_scale_of_the_logarithm_of_the_hazard()
    {
        var s = 28.0 / 30 * 25 / 28;
        var error = Math.Sqrt((2.0 / (30 * 28)) + (3.0 / (28 * 25))) / Math.Abs(Math.Log(s));
        var found = TouchesToSale.Of(Leads, 0.9).ShareSoldBy(1);
        Relative.Equal(1 - Math.Pow(s, Math.Exp(-1.6448536269514722 * error)), found.Lower, 1e-12);
        Relative.Equal(1 - Math.Pow(s, Math.Exp(1.6448536269514722 * error)), found.Upper, 1e-12);
        Assert.Equal(0.9, found.Level);
    }

    [Fact]
    public void Next_touch_and_further_touches_count_those_who_had_them()
    {
        var touches = TouchesToSale.Of(Leads);
        Assert.Equal((28L, 3L), (touches.NextTouch(0).Touches, touches.NextTouch(0).Sold));
        Assert.Equal((10L, 0L), (touches.NextTouch(2).Touches, touches.NextTouch(2).Sold));
        Assert.Equal(0, touches.NextTouch(2).Share!.Value.Lower);
        Assert.Null(touches.NextTouch(5).Share);
        Assert.Equal((28L + 20 + 10 + 10 + 9, 8L), (touches.FurtherTouches(0).Touches, touches.FurtherTouches(0).Sold));

        // Wilson (1927) at 3 of 28.
        Relative.Equal(0.037118366829, touches.NextTouch(0).Share!.Value.Lower, 1e-10);
        Relative.Equal(0.271958515487, touches.NextTouch(0).Share!.Value.Upper, 1e-10);
    }

    [Fact]
    public void Touches_until_a_share_and_touches_worth_their_cost_are_numbers_or_say_that_the_data_end()
    {
        var touches = TouchesToSale.Of(Leads);
        Assert.Equal(Lifetime.Finite(2), touches.TouchesUntil(0.3).Estimate);
        Assert.Equal(Lifetime.Restricted(5), touches.TouchesUntil(0.5).Estimate);
        Assert.Equal(Lifetime.Restricted(5), touches.TouchesUntil(0.5).Upper);

        // After two touches the rest brought 1 sale in 29; after one, 5 in 49; after none, 8 in 77.
        Assert.Equal(Lifetime.Finite(2), touches.LastTouchWorth(0.05));
        Assert.Equal(Lifetime.Finite(0), touches.LastTouchWorth(0.2));
        Assert.Equal(Lifetime.Finite(4), touches.LastTouchWorth(0.01));
        Assert.Equal(Lifetime.Restricted(1), TouchesToSale.Of(Some(3, 1, LeadOutcome.Sold)).LastTouchWorth(0.5));
        Assert.Equal(Lifetime.Finite(1), TouchesToSale.Of([.. Some(1, 1, LeadOutcome.Sold), .. Some(1, 9, LeadOutcome.Open)]).TouchesUntil(0.5).Estimate);
    }

    [Fact]
    public void Leads_that_say_little_have_limits_that_say_so()
    {
        var none = TouchesToSale.Of([]);
        Assert.Equal(new ConfidenceLimits(0, 0, 1, 0.95), none.ShareSoldBy(3));
        Assert.Equal((Lifetime.NotIdentified, Lifetime.NotIdentified), (none.TouchesUntil(0.5).Estimate, none.LastTouchWorth(0.1)));
        Assert.Null(none.FurtherTouches(0).Share);

        var quiet = TouchesToSale.Of(Some(10, 3, LeadOutcome.Open));
        Assert.Equal((0.0, 0.0), (quiet.ShareSoldBy(3).Lower, quiet.ShareSoldBy(3).Estimate));
        Relative.Equal(1 - Math.Pow(0.025, 0.1), quiet.ShareSoldBy(3).Upper, 1e-14);

        var all = TouchesToSale.Of(Some(10, 0, LeadOutcome.Sold));
        Assert.Equal((1.0, 1.0), (all.ShareSoldBy(0).Estimate, all.ShareSoldBy(0).Upper));
        Relative.Equal(Math.Pow(0.025, 0.1), all.ShareSoldBy(0).Lower, 1e-14);
        Assert.Equal(Lifetime.NotIdentified, all.LastTouchWorth(0.1));
    }

    [Fact]
    public void Any_leads_give_ordered_limits_that_rise_with_the_touches() => Law.Holds(
        Gen.ListOf(from touches in Gen.Choose(0, 6) from outcome in Gen.Elements(LeadOutcome.Open, LeadOutcome.Lost, LeadOutcome.Sold) select new LeadTouches(touches, outcome)),
        leads =>
        {
            var touches = TouchesToSale.Of(leads);
            var before = 0.0;
            for (var k = 0; k <= touches.LastTouch + 1; k++)
            {
                var share = touches.ShareSoldBy(k);
                Assert.InRange(share.Lower, 0, share.Estimate);
                Assert.InRange(share.Upper, share.Estimate, 1);
                Assert.InRange(share.Estimate, before, 1);
                before = share.Estimate;
                if (touches.NextTouch(k).Share is { } next)
                {
                    Assert.InRange(next.Estimate, next.Lower, next.Upper);
                    Assert.InRange(next.Lower, 0, 1);
                    Assert.InRange(next.Upper, 0, 1);
                }
            }

            var until = touches.TouchesUntil(0.4);
            Assert.True(leads.Count == 0 || (until.Lower.Time <= until.Estimate.Time && until.Estimate.Time <= until.Upper.Time));

            // Which leads were lost and which are open does not matter to the curve.
            var flipped = TouchesToSale.Of(leads.Select(lead => lead.Outcome == LeadOutcome.Lost ? lead with { Outcome = LeadOutcome.Open } : lead).Reverse());
            Assert.All(Enumerable.Range(0, 8), k => Assert.Equal(touches.ShareSoldBy(k), flipped.ShareSoldBy(k)));
        });

    [Fact]
    public void Timelines_count_the_touches_before_the_first_purchase()
    {
        var builder = new LeadTouchesBuilder(At(100));
        TimelineEvent[] events =
        [
            Bought("a", 9), Touched("a", 1), Touched("a", 5), Bought("a", 6), Touched("a", 6), Touched("a", 7),
            Touched("b", 1), Touched("b", 2), Touched("b", 3), Touched("b", 101), Bought("b", 102),
            Bought("c", 3), Touched("c", 4),
            Touched("d", 1, TouchClass.Legal), Touched("e", 2), Touched("e", 3, TouchClass.Transactional),
        ];
        Assert.All(events, builder.Add);
        Assert.Equal(
            [new LeadTouches(2, LeadOutcome.Sold), new LeadTouches(3, LeadOutcome.Open), new LeadTouches(0, LeadOutcome.Sold), new LeadTouches(1, LeadOutcome.Lost)],
            builder.Build(customer => customer == "e" || customer == "a").ToList());
        var all = new LeadTouchesBuilder(At(100), touch => true);
        Assert.All(events.Reverse(), all.Add);
        Assert.Equal([0, 1, 2, 2, 3], all.Build().Select(lead => lead.Touches).Order());
    }

    [Fact]
    public void Leads_that_cannot_be_are_refused_with_their_row()
    {
        Assert.Contains("Row 1", Assert.Throws<ArgumentOutOfRangeException>(() => TouchesToSale.Of([new LeadTouches(1, LeadOutcome.Open), new LeadTouches(-1, LeadOutcome.Open)])).Message, StringComparison.Ordinal);
        Assert.Contains("Row 0", Assert.Throws<ArgumentOutOfRangeException>(() => TouchesToSale.Of([default])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => TouchesToSale.Of([new LeadTouches(TouchesToSale.MaxTouches + 1, LeadOutcome.Open)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TouchesToSale.Of([], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TouchesToSale.Of([]).TouchesUntil(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TouchesToSale.Of([]).ShareSoldBy(-1));
    }

    private static IEnumerable<LeadTouches> Some(int count, int touches, LeadOutcome outcome) => Enumerable.Repeat(new LeadTouches(touches, outcome), count);

    private static Instant At(int hour) => Instant.FromUtc(2024, 1, 1, 0, 0) + Duration.FromHours(hour);

    private static Touch Touched(string customer, int hour, TouchClass touchClass = TouchClass.Promotional) => new(
        new EventKey($"t{customer}{hour}"), customer, At(hour), new TouchKey(customer, "offer", $"{hour}"), touchClass, Channel.Email);

    private static Purchase Bought(string customer, int hour) => new(
        new EventKey($"p{customer}{hour}"), customer, At(hour), new LocalDate(2024, 1, 1).PlusDays(hour / 24), new Money(1, Currency.Eur));
}
