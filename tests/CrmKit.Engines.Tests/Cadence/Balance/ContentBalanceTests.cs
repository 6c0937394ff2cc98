using CrmKit.Cadence;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class ContentBalanceTests
{
    private static readonly Instant Start = Happenings.Start;
    private static readonly ContentBalance Third = new(new ContentBalanceOptions());

    // Any stream of proposals, any bound, any history that itself keeps the bound.
    [Fact]
    public void The_share_of_pitches_never_leaves_the_bound_and_each_follows_a_gift() => Law.Holds(
        from bound in Bounds
        from gifts in Gen.Choose(0, 3)
        from imported in Gen.Choose(1, 3).ListOf()
        from stream in Gen.Elements(1, 2, 3, 3, 3).ListOf()
        select (bound, gifts, imported, stream),
        given =>
        {
            var balance = new ContentBalance(new ContentBalanceOptions { MostPitches = given.bound, GiftsPerPitch = given.gifts });
            var events = given.imported.Select((kind, index) => (TimelineEvent)Happenings.Sent(Start + Duration.FromHours(index), index, (TouchKind)kind)).ToList();
            while (Share(events) > given.bound)
            {
                events.Add(Happenings.Sent(Start + Duration.FromHours(events.Count), events.Count, TouchKind.Care));
            }

            foreach (var kind in given.stream.Select(kind => (TouchKind)kind))
            {
                var summary = RelationshipSummary.Of(events);
                var decision = balance.Decide(kind, summary);
                Assert.True(decision.IsKept || kind == TouchKind.Pitch);
                if (kind == TouchKind.Pitch)
                {
                    // Neither too strict: an offer that keeps both rules is kept.
                    Assert.Equal(summary.ValuesSincePitch >= given.gifts && (double)(summary.Pitches + 1) / (summary.Touches + 1) <= given.bound, decision.IsKept);
                }

                if (decision.IsKept)
                {
                    events.Add(Happenings.Sent(Start + Duration.FromHours(events.Count), events.Count, kind));
                }

                Assert.True(Share(events) <= given.bound);
            }
        });

    [Fact]
    public void The_gate_keeps_the_bound_on_what_left_and_what_is_promised() => Law.Holds(
        from bound in Bounds
        from stream in (from kind in Gen.Elements(1, 2, 3, 3) from hour in Gen.Choose(0, 60) select (kind: (TouchKind)kind, hour)).ListOf()
        select (bound, stream),
        given =>
        {
            var gate = new ContentBalanceGate(new ContentBalance(new ContentBalanceOptions { MostPitches = given.bound }));
            var promised = new List<ContactRecord>();
            foreach (var (kind, hour) in given.stream)
            {
                var record = Record(promised.Count, hour, kind);
                var verdict = gate.Evaluate(Intent(record), Known.Facts() with { Commitments = [.. promised] }, record.At);
                Assert.True(verdict.IsOpen || kind == TouchKind.Pitch);
                if (verdict.IsOpen)
                {
                    promised.Add(record);
                    Kept(given.bound, promised);
                }
                else if (verdict.Reopening.Kind == ReopeningKind.Instant)
                {
                    // It opens then, and at no promised contact before.
                    Assert.True(gate.Evaluate(Intent(record), Known.Facts() with { Commitments = [.. promised] }, verdict.Reopening.Instant).IsOpen);
                    Assert.All(
                        promised.Where(other => other.At > record.At && other.At < verdict.Reopening.Instant),
                        other => Assert.False(gate.Evaluate(Intent(record), Known.Facts() with { Commitments = [.. promised] }, other.At).IsOpen));
                }
            }
        });

    [Fact]
    public void What_left_counts_whatever_its_time_and_the_contact_itself_does_not()
    {
        var gate = new ContentBalanceGate(Third);
        var offer = Record(9, 5, TouchKind.Pitch);
        ContactRecord[] made = [Record(0, 1, TouchKind.Value), Record(1, 90, TouchKind.Care)];
        Assert.True(gate.Evaluate(Intent(offer), Known.Facts() with { Contacts = [.. made] }, offer.At).IsOpen);
        Assert.True(gate.Evaluate(Intent(offer), Known.Facts() with { Contacts = [.. made, offer] }, offer.At).IsOpen);
        var verdict = gate.Evaluate(Intent(offer), Known.Facts() with { Contacts = [.. made, Record(2, 91, TouchKind.Pitch)] }, offer.At);
        Assert.Equal((false, "content-balance", ReopeningKind.NewFact), (verdict.IsOpen, verdict.Rule, verdict.Reopening.Kind));
        Assert.Equal("balance.gift-owed(gifts=0, needed=1)", verdict.Reason.ToString());
    }

    [Fact]
    public void A_confirmation_is_no_gift_and_an_offer_in_one_is_an_offer()
    {
        var gate = new ContentBalanceGate(new ContentBalance(new ContentBalanceOptions { MostPitches = 1 }));
        var confirmation = Record(0, 1, TouchKind.Value) with { Class = TouchClass.Transactional };
        var offer = Record(9, 5, TouchKind.Pitch) with { Class = TouchClass.Transactional };
        Assert.False(gate.Evaluate(Intent(offer), Known.Facts() with { Contacts = [confirmation] }, offer.At).IsOpen);
        Assert.True(gate.Evaluate(Intent(offer), Known.Facts() with { Contacts = [Record(0, 1, TouchKind.Value)] }, offer.At).IsOpen);
        Assert.True(gate.Evaluate(Intent(confirmation), Known.Facts(), offer.At).IsOpen);
    }

    [Fact]
    public void An_offer_after_nothing_but_confirmations_is_owed_a_gift_by_policy_source_and_gate_alike()
    {
        TimelineEvent[] events = [.. Enumerable.Range(0, 9).Select(index => Happenings.Sent(Start, index, TouchKind.Value, TouchClass.Transactional))];
        Assert.Equal(BalanceReasons.GiftOwed, Third.Decide(TouchKind.Pitch, RelationshipSummary.Of(events)).Reason.Code);
        ContactRecord[] promised = [.. Enumerable.Range(0, 9).Select(index => Record(index, 1, TouchKind.Value) with { Class = TouchClass.Transactional })];
        var at = Record(9, 5, TouchKind.Pitch).At;
        Assert.Equal(BalanceReasons.GiftOwed, Third.Decide(TouchKind.Pitch, RelationshipSummary.Empty, at, promised).Reason.Code);
        Assert.Equal(BalanceReasons.GiftOwed, new ContentBalanceGate(Third).Evaluate(Intent(Record(9, 5, TouchKind.Pitch)), Known.Facts() with { Commitments = [.. promised] }, at).Reason.Code);
    }

    [Fact]
    public void Gate_stands_among_the_programs_own()
    {
        var gates = GateList.Standard(new GateOptions { Cap = TouchCap.None }, new ContentBalanceGate(Third));
        Assert.Equal("1 in 3.00, 1 of use before each", gates.InForce["content-balance"]);
        var at = Known.BerlinTime(2026, 3, 2, 12, 0);
        var verdict = gates.Evaluate(Known.Intent(), Known.Facts(), at);
        Assert.Equal(("content-balance", BalanceReasons.GiftOwed), (verdict.Rule, verdict.Reason.Code));
        var gift = Known.Contact(at - Duration.FromDays(9)) with { Kind = TouchKind.Value };
        verdict = gates.Evaluate(Known.Intent(), Known.Facts() with { Contacts = [gift] }, at);
        Assert.Equal("balance.too-many-pitches(pitches=1, contacts=2, bound=0.3333)", verdict.Reason.ToString());
        Assert.True(gates.Evaluate(Known.Intent(), Known.Facts() with { Contacts = [gift, gift with { Key = Known.Key("2") }] }, at).IsOpen);
    }

    [Fact]
    public void An_offer_takes_nothing_from_a_promised_one()
    {
        var summary = RelationshipSummary.Of([Happenings.Sent(Start, 0, TouchKind.Value), Happenings.Sent(Start, 1), Happenings.Sent(Start, 2), Happenings.Sent(Start, 3), Happenings.Sent(Start, 4)]);
        ContactRecord[] promised = [Record(9, 10, TouchKind.Pitch)];
        Assert.True(Third.Decide(TouchKind.Pitch, summary).IsKept);
        Assert.Equal(BalanceReasons.GiftOwed, Third.Decide(TouchKind.Pitch, summary, Start + Duration.FromHours(5), promised).Reason.Code);
        Assert.Equal(BalanceReasons.GiftOwed, Third.Decide(TouchKind.Pitch, summary, Start + Duration.FromHours(15), promised).Reason.Code);
        Assert.True(Third.Decide(TouchKind.Pitch, summary, Start + Duration.FromHours(5), [.. promised, Record(8, 7, TouchKind.Value)]).IsKept);
    }

    [Fact]
    public void A_stale_summary_keeps_no_offer()
    {
        var stale = RelationshipSummary.Empty.With(Happenings.Sent(Start + Duration.FromDays(1), 0, TouchKind.Value)).With(Happenings.Sent(Start, 1, TouchKind.Pitch));
        Assert.True(stale.IsStale);
        Assert.Equal((false, BalanceReasons.Stale), (Third.Decide(TouchKind.Pitch, stale).IsKept, Third.Decide(TouchKind.Pitch, stale).Reason.Code));
        Assert.True(Third.Decide(TouchKind.Value, stale).IsKept);
    }

    [Fact]
    public void A_source_within_balance_passes_on_what_is_kept()
    {
        var source = new WithinBalance(new IntervalCadence(new IntervalCadenceOptions()), Third);
        var day = new LocalDate(2025, 6, 1);
        var customer = new CustomerSnapshot(new Customer { Id = "7" }, new CustomerOutlook("7", day), day.PlusDays(-100), LastContact: null);
        Assert.Empty(source.Propose(customer, day));
        var given = Happenings.History([Happenings.Sent(Start, 0, TouchKind.Value), Happenings.Sent(Start, 1, TouchKind.Value)]);
        Assert.Single(source.Propose(customer with { History = given }, day));
        var caring = new IntervalCadence(new IntervalCadenceOptions { Class = TouchClass.Relationship });
        Assert.Single(new WithinBalance(caring, Third).Propose(customer, day));
    }

    [Fact]
    public void Options_outside_their_range_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContentBalance(new ContentBalanceOptions { MostPitches = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContentBalance(new ContentBalanceOptions { MostPitches = 1.01 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContentBalance(new ContentBalanceOptions { MostPitches = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContentBalance(new ContentBalanceOptions { GiftsPerPitch = 101 }));
    }

    // Every promised offer has its gift and its share at the time at which it leaves.
    private static void Kept(double bound, List<ContactRecord> promised)
    {
        var (pitches, contacts, gifts) = (0, 0, 0);
        foreach (var record in promised.OrderBy(item => item.At).ThenBy(item => item.Kind))
        {
            contacts++;
            gifts += record.Kind == TouchKind.Value ? 1 : 0;
            if (record.Kind == TouchKind.Pitch)
            {
                pitches++;
                Assert.True(gifts > 0);
                Assert.True((double)pitches / contacts <= bound);
                gifts = 0;
            }
        }
    }

    private static double Share(List<TimelineEvent> events) => events.Count == 0 ? 0 : (double)events.OfType<Touch>().Count(touch => touch.Kind == TouchKind.Pitch) / events.Count;

    private static ContactRecord Record(int index, int hour, TouchKind kind) =>
        new(new TouchKey("7", "test", $"{index}"), Start + Duration.FromHours(hour), TouchClass.Promotional, Channel.Email) { Kind = kind };

    private static TouchIntent Intent(ContactRecord record) =>
        new(record.Key, record.Class, Purpose.Marketing, Known.Email, Instant.FromUtc(2040, 1, 1, 0, 0)) { Kind = record.Kind };

    private static Gen<double> Bounds { get; } = Gen.OneOf(
        Gen.Choose(1, 60).Select(n => 1d / n),
        Gen.Choose(1, 1000).Select(n => n / 1000d),
        from n in Gen.Choose(1, 30)
        from m in Gen.Choose(1, 30)
        select (double)Math.Min(n, m) / Math.Max(n, m));
}
