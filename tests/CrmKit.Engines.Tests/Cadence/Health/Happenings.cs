using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Histories of one person in which both sides do all that they can.</summary>
internal static class Happenings
{
    public static readonly CustomerId Customer = "7";
    public static readonly Instant Start = Instant.FromUtc(2025, 1, 5, 9, 0);

    /// <summary>Events of every kind over some four hundred days, several of them at one instant.</summary>
    public static Gen<TimelineEvent[]> Events { get; } =
        from kinds in Gen.Choose(0, 15).ListOf()
        from hours in Gen.Choose(0, 1600).ListOf(kinds.Count)
        from choices in Gen.Choose(0, 1000).ListOf(kinds.Count)
        select kinds.Zip(hours, choices).Select((item, index) => Happened(item.First, Start + Duration.FromHours(6 * item.Second), item.Third, index)).ToArray();

    public static RelationshipHistory History(IEnumerable<TimelineEvent> events, DateTimeZone? zone = null) => new(events, zone ?? Known.Berlin);

    public static EventKey Key(int index) => new($"e{index}");

    public static Touch Sent(Instant at, int index = 0, TouchKind kind = TouchKind.Care, TouchClass touchClass = TouchClass.Relationship, string reason = "test") =>
        new(Key(index), Customer, at, new TouchKey(Customer, reason, $"{index}"), touchClass, Channel.Email) { Kind = kind };

    public static Reply Replied(Instant at, int index = 1000) => new(Key(index), Customer, at, Channel.Email);

    private static TimelineEvent Happened(int kind, Instant at, int choice, int index)
    {
        var key = Key(index);
        return kind switch
        {
            0 => new Reply(key, Customer, at, Channel.Email),
            1 => new Feedback(key, Customer, at, SatisfactionMetric.NetPromoter, choice % 11),
            2 => new Feedback(key, Customer, at, SatisfactionMetric.Effort, 1 + (choice % 7)),
            3 => new Complaint(key, Customer, at),
            4 => new ComplaintResolved(key, Customer, at, Key(choice % 30)),
            5 => new Engagement(key, Customer, at, (EngagementKind)(1 + (choice % 3))),
            6 => Purchase.OnDay(key, Customer, at.InUtc().Date, new Money(5, Currency.Eur), Known.Berlin),
            7 or 8 => new Promise(key, Customer, at, at.InUtc().Date.PlusDays((choice % 40) - 2)),
            9 or 10 => new PromiseKept(key, Customer, at, Key(choice % 12)),
            11 => new PaymentFailed(key, Customer, at),
            _ => Sent(at, index, (TouchKind)(1 + (choice % 3)), (TouchClass)(1 + (choice % 4)), choice % 2 == 0 ? "thanks" : "test"),
        };
    }
}
