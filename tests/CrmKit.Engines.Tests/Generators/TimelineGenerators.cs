using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Events of every type.</summary>
internal static class TimelineGenerators
{
    public static Gen<EventKey> Keys { get; } = Gen.Elements("shop:1", "shop:2", "a\"b", "ключ", "\U0001F600").Select(key => new EventKey(key));

    public static Gen<TimelineEvent> Events { get; } =
        from key in Keys
        from customer in Generated.Customers
        from at in PeopleGenerators.Instants
        from item in Gen.OneOf(Money(key, customer, at), Words(key, customer, at), Promises(key, customer, at))
        select item;

    public static Gen<RecordedEvent> Recorded { get; } =
        from item in Events
        from recorded in PeopleGenerators.Instants
        from superseded in PeopleGenerators.OrNothing(PeopleGenerators.Instants)
        from retraction in Gen.Elements(true, false)
        select new RecordedEvent(item, recorded) { SupersededAt = superseded, IsRetraction = retraction };

    private static Gen<string?> Notes { get; } =
        Gen.OneOf(Gen.Constant<string?>(null), PeopleGenerators.Texts.Where(text => text.Length is > 0 and <= 10_000).Select(text => (string?)text));

    private static Gen<EventKey?> OtherKeys { get; } = PeopleGenerators.OrNothing(Keys);

    private static Gen<string[]> Items { get; } = Gen.Elements<string[]>([], [], ["boats"], ["trailers", "boats"], ["a-1", "b", "a-1"]);

    private static Gen<TimelineEvent> Money(EventKey key, CustomerId customer, Instant at) => Gen.OneOf(
        from day in Generated.Dates
        from amount in Gen.OneOf(Generated.Amounts, Gen.Elements(0.00m, Purchase.MaxAmount, 1.50m))
        from currency in Generated.Currencies
        from items in Items
        select (TimelineEvent)new Purchase(key, customer, at, day, new Money(amount, currency)) { Items = [.. items.Select(code => new Topic(code))] },
        from day in Generated.Dates
        from amount in Gen.OneOf(Generated.Amounts.Where(amount => amount > 0), Gen.Elements(Purchase.MaxAmount, 1.50m))
        from currency in Generated.Currencies
        from purchase in OtherKeys
        select (TimelineEvent)new PurchaseReturn(key, customer, at, day, new Money(amount, currency), purchase));

    private static Gen<TimelineEvent> Words(EventKey key, CustomerId customer, Instant at) => Gen.OneOf(
        from touched in Gen.OneOf(Gen.Constant(customer), Generated.Customers)
        from touchClass in Generated.TouchClasses
        from channel in Generated.Channels
        from kind in Gen.Elements(Enum.GetValues<TouchKind>())
        select (TimelineEvent)new Touch(key, customer, at, new TouchKey(touched, "occasion.birthday", "1997-10-01"), touchClass, channel) { Kind = kind },
        from channel in Generated.Channels
        from to in OtherKeys
        from note in Notes
        select (TimelineEvent)new Reply(key, customer, at, channel, to, note),
        from metric in Gen.Elements(Enum.GetValues<SatisfactionMetric>())
        from score in Gen.Choose(Feedback.ScaleOf(metric).Lowest, Feedback.ScaleOf(metric).Highest)
        from about in OtherKeys
        from note in Notes
        select (TimelineEvent)new Feedback(key, customer, at, metric, score, about, note),
        from about in OtherKeys
        from note in Notes
        select (TimelineEvent)new Complaint(key, customer, at, about, note),
        from about in OtherKeys
        from note in Notes
        select (TimelineEvent)new PaymentFailed(key, customer, at, about, note),
        from shown in Gen.Elements(Enum.GetValues<EngagementKind>())
        from to in OtherKeys
        select (TimelineEvent)new Engagement(key, customer, at, shown, to),
        from complaint in Keys
        from note in Notes
        select (TimelineEvent)new ComplaintResolved(key, customer, at, complaint, note));

    private static Gen<TimelineEvent> Promises(EventKey key, CustomerId customer, Instant at) => Gen.OneOf(
        from due in Generated.Dates
        from note in Notes
        select (TimelineEvent)new Promise(key, customer, at, due, note),
        Keys.Select(promise => (TimelineEvent)new PromiseKept(key, customer, at, promise)),
        Gen.Elements("welcome-voucher", "tea").Select(incentive => (TimelineEvent)new IncentiveGrant(key, customer, at, incentive)));
}
