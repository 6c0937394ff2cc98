using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class RelationshipSummaryTests
{
    private static readonly CustomerId Customer = "7";
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 9, 0);

    [Fact]
    public void Summary_of_events_equals_its_definition_counted_slowly() => Law.Holds(Histories, events =>
    {
        var summary = RelationshipSummary.Of(events);
        var touches = events.OfType<Touch>().Where(touch => touch.Class is TouchClass.Promotional or TouchClass.Relationship || touch.Kind == TouchKind.Pitch).ToArray();
        var inbound = events.Where(IsInbound).Select(item => (Instant?)item.OccurredAt).Max();
        var pitch = touches.Where(touch => touch.Kind == TouchKind.Pitch).Select(touch => (Instant?)touch.OccurredAt).Max();
        Assert.Equal(touches.Length, summary.Touches);
        Assert.Equal(inbound, summary.LastInbound);
        Assert.Equal(pitch, summary.LastPitch);
        Assert.Equal(touches.Count(touch => !(touch.OccurredAt <= inbound)), summary.TouchesSinceInbound);
        Assert.Equal(touches.Count(touch => touch.Kind == TouchKind.Value && !(touch.OccurredAt <= pitch)), summary.ValuesSincePitch);
        Assert.Equal(touches.Count(touch => touch.Kind == TouchKind.Care && !(touch.OccurredAt <= pitch)), summary.CaresSincePitch);
        Assert.Equal(events.OfType<Purchase>().Select(purchase => (LocalDate?)purchase.Day).Min(), summary.FirstPurchase);
        Assert.Equal(events.OfType<Purchase>().Select(purchase => (LocalDate?)purchase.Day).Max(), summary.LastPurchase);
        Assert.False(summary.IsStale);
    });

    [Fact]
    public void Summary_in_any_order_is_the_same_or_says_that_it_is_stale() => Law.Holds(
        from events in Histories
        from shuffled in Gen.Shuffle(events)
        select (events, shuffled),
        pair =>
        {
            var folded = pair.shuffled.Aggregate(RelationshipSummary.Empty, (summary, item) => summary.With(item));
            if (!folded.IsStale)
            {
                Assert.Equal(RelationshipSummary.Of(pair.events), folded);
            }
        });

    [Fact]
    public void An_answer_at_the_instant_of_a_contact_counts_as_its_answer()
    {
        TimelineEvent[] events = [Sent(0, TouchKind.Value), new Reply(Key("r"), Customer, Start, Channel.Email)];
        Assert.Equal(0, RelationshipSummary.Of(events).TouchesSinceInbound);
        Assert.Equal(0, RelationshipSummary.Of(events.Reverse()).TouchesSinceInbound);
    }

    [Fact]
    public void An_opened_message_is_no_answer()
    {
        var summary = RelationshipSummary.Of([Sent(0, TouchKind.Value), new Engagement(Key("o"), Customer, Start + Duration.FromHours(1), EngagementKind.Opened)]);
        Assert.Null(summary.LastInbound);
        Assert.Equal(1, summary.TouchesSinceInbound);
    }

    [Fact]
    public void A_gift_given_at_the_instant_of_an_offer_does_not_count_as_given_since()
    {
        var summary = RelationshipSummary.Of([Sent(0, TouchKind.Value), Sent(0, TouchKind.Pitch)]);
        Assert.Equal((0, 1, 1), (summary.ValuesSincePitch, summary.Values, summary.Pitches));
    }

    [Theory]
    [InlineData(TouchClass.Transactional)]
    [InlineData(TouchClass.Legal)]
    public void An_order_confirmation_or_a_recall_is_neither_a_gift_nor_a_contact(TouchClass touchClass)
    {
        var confirmed = Sent(0, TouchKind.Value) with { Class = touchClass };
        Assert.Equal(RelationshipSummary.Empty, RelationshipSummary.Of([confirmed, confirmed with { Kind = TouchKind.Care }]));

        // What sells is an offer, whatever it calls itself.
        Assert.Equal((1, 1), (RelationshipSummary.Of([confirmed with { Kind = TouchKind.Pitch }]).Pitches, RelationshipSummary.Of([confirmed with { Kind = TouchKind.Pitch }]).Touches));
    }

    [Fact]
    public void An_event_in_order_allocates_nothing()
    {
        TimelineEvent[] events = [.. Enumerable.Range(0, 1000).Select(day => Sent(day, (TouchKind)(1 + (day % 3))))];
        var summary = Fold(events);
        var before = GC.GetAllocatedBytesForCurrentThread();
        summary = Fold(events);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1000, summary.Touches);
    }

    private static RelationshipSummary Fold(TimelineEvent[] events)
    {
        var summary = RelationshipSummary.Empty;
        foreach (var item in events)
        {
            summary = summary.With(item);
        }

        return summary;
    }

    private static bool IsInbound(TimelineEvent item) => item is Reply or Feedback or Complaint or Purchase or Engagement { Kind: not EngagementKind.Opened };

    private static Touch Sent(int day, TouchKind kind)
    {
        var at = Start + Duration.FromDays(day);
        return new Touch(Key($"t{day}{kind}"), Customer, at, new TouchKey(Customer, "test", $"{day}"), TouchClass.Promotional, Channel.Email) { Kind = kind };
    }

    private static EventKey Key(string text) => new(text);

    private static Gen<TimelineEvent[]> Histories { get; } =
        from kinds in Gen.Choose(0, 9).ListOf()
        from hours in Gen.Choose(0, 40).ListOf(kinds.Count)
        select kinds.Zip(hours, (kind, hour) => (kind, hour)).Select((pair, index) => Happened(pair.kind, pair.hour, index)).ToArray();

    private static TimelineEvent Happened(int kind, int hour, int index)
    {
        var (key, at) = (Key($"e{index}"), Start + Duration.FromHours(hour));
        return kind switch
        {
            0 => new Reply(key, Customer, at, Channel.Email),
            1 => new Feedback(key, Customer, at, SatisfactionMetric.NetPromoter, 9),
            2 => new Complaint(key, Customer, at),
            3 => new Engagement(key, Customer, at, EngagementKind.Visited),
            4 => new Engagement(key, Customer, at, EngagementKind.Opened),
            5 => Purchase.OnDay(key, Customer, at.InUtc().Date, new Money(5, Currency.Eur), DateTimeZone.Utc),
            6 => new PromiseKept(key, Customer, at, key),
            _ => new Touch(key, Customer, at, new TouchKey(Customer, "test", $"{index}"), (TouchClass)(1 + (index % 4)), Channel.Email) { Kind = (TouchKind)(kind - 6) },
        };
    }
}
