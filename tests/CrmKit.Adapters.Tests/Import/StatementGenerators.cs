using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Adapters.Tests.Import;

/// <summary>Statements about contact and events of every type.</summary>
internal static class StatementGenerators
{
    private static readonly Gen<string> Short = CustomerGenerators.Line.Where(text => text.Length <= 100);

    private static readonly Gen<string?> MaybeNote = Gen.OneOf(Gen.Constant<string?>(null), CustomerGenerators.Lines.Select(text => (string?)text));

    private static readonly Gen<EventKey> Keys = CustomerGenerators.Line.Select(text => new EventKey(text));

    private static readonly Gen<EventKey?> MaybeKey = Gen.OneOf(Gen.Constant<EventKey?>(null), Keys.Select(key => (EventKey?)key));

    public static Arbitrary<List<ConsentEntry>> Statements { get; } =
        (from customer in CustomerGenerators.Line
         from point in CustomerGenerators.Points
         from purpose in CustomerGenerators.Codes
         from topic in Gen.OneOf(Gen.Constant<string?>(null), CustomerGenerators.Codes.Select(code => (string?)code))
         from state in Gen.Elements(Enum.GetValues<ConsentState>())
         from at in CustomerGenerators.Instants
         from source in CustomerGenerators.Line
         from basis in Gen.Elements(Enum.GetValues<LegalBasis>())
         from wording in Gen.OneOf(Gen.Constant<string?>(null), Short.Select(text => (string?)text))
         from evidence in Gen.Elements(Enum.GetValues<EvidenceKind>())
         from reference in Gen.OneOf(Gen.Constant<string?>(null), Short.Select(text => (string?)text))
         select new ConsentEntry(customer, point, new Purpose(purpose), state, at, source)
         {
             Topic = topic is null ? null : new Topic(topic), Basis = basis, Wording = wording, Evidence = new ConsentEvidence(evidence, reference),
         }).ListOf().Select(all => all.ToList()).ToArbitrary();

    public static Arbitrary<List<TimelineEvent>> Events { get; } = EventGen.ListOf().Select(all => all.DistinctBy(one => one.Key).ToList()).ToArbitrary();

    private static Gen<TimelineEvent> EventGen =>
        from key in Keys
        from customer in CustomerGenerators.Line.Select(text => new CustomerId(text))
        from at in CustomerGenerators.Instants
        from day in CustomerGenerators.Days
        from amount in CustomerGenerators.Amounts.Where(amount => amount <= Purchase.MaxAmount)
        from currency in Gen.Elements(Currency.Eur, Currency.Usd, Currency.None)
        from about in MaybeKey
        from required in Keys
        from note in MaybeNote
        from channel in Gen.Elements(Enum.GetValues<Channel>())
        from texts in Gen.Zip(Short, Short)
        from touchClass in Gen.Elements(Enum.GetValues<TouchClass>())
        from kind in Gen.Elements(Enum.GetValues<TouchKind>())
        from metric in Gen.Elements(Enum.GetValues<SatisfactionMetric>())
        from score in Gen.Choose(1, 5)
        from code in CustomerGenerators.Codes
        from shown in Gen.Elements(Enum.GetValues<EngagementKind>())
        from one in Gen.Elements<TimelineEvent>(
            new Purchase(key, customer, at, day, new Money(amount, currency)),
            new Purchase(key, customer, at, day, new Money(amount, currency)) { Items = [new Topic("boats"), new Topic(code)] },
            new Engagement(key, customer, at, shown, about),
            new PurchaseReturn(key, customer, at, day, new Money(amount + 0.1m, currency), about),
            new Touch(key, customer, at, new TouchKey(customer, texts.Item1, texts.Item2), touchClass, channel) { Kind = kind },
            new Reply(key, customer, at, channel, about, note),
            new Feedback(key, customer, at, metric, score, about, note),
            new Complaint(key, customer, at, about, note),
            new ComplaintResolved(key, customer, at, required, note),
            new Promise(key, customer, at, day, note),
            new PromiseKept(key, customer, at, required),
            new PaymentFailed(key, customer, at, about, note),
            new IncentiveGrant(key, customer, at, code))
        select one;
}
