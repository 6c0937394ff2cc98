using CrmKit.Cadence;
using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class RelationshipHealthTests
{
    private static readonly HealthOptions Options = new() { BusinessZone = Known.Berlin };
    private static readonly RelationshipHealth Health = new(Options);
    private static readonly Instant Start = Happenings.Start;

    [Fact]
    public void Score_is_what_its_definition_says() => Law.Holds(
        from events in Happenings.Events
        from hour in Gen.Choose(0, 12_000)
        select (events, at: Start + Duration.FromHours(hour)),
        given =>
        {
            var expected = HealthOracle.Score(Options, given.events, given.at, out var scale);
            Assert.InRange(Health.Of(Happenings.History(given.events), given.at).Score, expected - (1e-12 * scale), expected + (1e-12 * scale));
        });

    [Fact]
    public void Any_order_and_any_event_twice_give_the_same_bytes() => Law.Holds(
        from events in Happenings.Events
        from shuffled in Gen.Shuffle(events.Concat(events.Take(5)).ToArray())
        from hour in Gen.Choose(0, 12_000)
        select (events, shuffled, at: Start + Duration.FromHours(hour)),
        given =>
        {
            var outlook = Health.Of(Happenings.History(given.events), given.at);
            var other = Health.Of(Happenings.History(given.shuffled), given.at);
            Assert.Equal(outlook, other);
            Assert.Equal(BitConverter.DoubleToInt64Bits(outlook.Score), BitConverter.DoubleToInt64Bits(other.Score));
        });

    [Fact]
    public void Terms_sum_to_the_score_to_the_last_bit() => Law.Holds(Happenings.Events, events =>
    {
        var outlook = Health.Of(Happenings.History(events), Start + Duration.FromDays(410));
        var sum = 0d;
        foreach (var term in outlook.Terms)
        {
            sum += term.Points;
            Assert.Equal(term.Points, double.Parse(term.Reason["points"]!, CultureInfo.InvariantCulture));
        }

        Assert.Equal(BitConverter.DoubleToInt64Bits(sum), BitConverter.DoubleToInt64Bits(outlook.Score));
        Assert.Equal(events.Length == 0, outlook.Terms.IsEmpty);
        Assert.Equal(events.Length == 0 ? EstimateStatus.Prior : EstimateStatus.Fitted, outlook.Status);
    });

    [Fact]
    public void What_happens_later_changes_nothing_and_the_trend_is_the_difference_to_then() => Law.Holds(
        from events in Happenings.Events
        from hour in Gen.Choose(0, 9600)
        select (events, at: Start + Duration.FromHours(hour)),
        given =>
        {
            var outlook = Health.Of(Happenings.History(given.events), given.at);
            Assert.Equal(Health.Of(Happenings.History(given.events.Where(item => item.OccurredAt <= given.at)), given.at), outlook);
            var then = given.at - Duration.FromDays(30);
            Assert.Equal(outlook.Score - Health.Of(Happenings.History(given.events.Where(item => item.OccurredAt <= then)), then).Score, outlook.Trend);
        });

    [Fact]
    public void Promises_stand_as_the_ledger_of_promises_has_them() => Law.Holds(
        from events in Happenings.Events
        from day in Gen.Choose(0, 420)
        select (events, day: new LocalDate(2025, 1, 5).PlusDays(day)),
        given =>
        {
            var end = Known.Berlin.StartOf(given.day.PlusDays(1)) - Duration.FromTicks(1);
            var terms = Health.Of(Happenings.History(given.events), end).Terms;
            var ledger = new PromiseLedger(given.events, Known.Berlin).On(given.day);
            Assert.Equal(ledger.Count(item => item.State == PromiseState.Kept), Count(terms, HealthReasons.PromisesKept));
            Assert.Equal(ledger.Count(item => item.State == PromiseState.Late), Count(terms, HealthReasons.PromisesLate));
            Assert.Equal(ledger.Count(item => item.State == PromiseState.Broken), Count(terms, HealthReasons.PromisesBroken));
        });

    [Fact]
    public void A_promise_is_broken_from_the_end_of_its_day_in_every_zone() => Law.Holds(
        from zone in Generated.Zones
        from day in Generated.Dates
        select (zone, day),
        given =>
        {
            var end = given.zone.StartOf(given.day.PlusDays(1));
            var made = end - Duration.FromDays(9);
            var history = Happenings.History([new Promise(Happenings.Key(0), Happenings.Customer, made, given.day)]);
            var health = new RelationshipHealth(Options with { BusinessZone = given.zone });
            Assert.Equal(0, Count(health.Of(history, end - Duration.FromTicks(1)).Terms, HealthReasons.PromisesBroken));
            Assert.Equal(1, Count(health.Of(history, end).Terms, HealthReasons.PromisesBroken));
            var intime = Happenings.History([.. history.Events, new PromiseKept(Happenings.Key(1), Happenings.Customer, end - Duration.FromTicks(1), Happenings.Key(0))]);
            Assert.Equal(1, Count(health.Of(intime, end).Terms, HealthReasons.PromisesKept));
            var late = Happenings.History([.. history.Events, new PromiseKept(Happenings.Key(1), Happenings.Customer, end, Happenings.Key(0))]);
            Assert.Equal((0, 1), (Count(health.Of(late, end).Terms, HealthReasons.PromisesBroken), Count(health.Of(late, end).Terms, HealthReasons.PromisesLate)));
        }, tests: 2000);

    [Fact]
    public void One_fresh_reply_brings_half_of_its_points_and_fades_by_its_half_life()
    {
        var history = Happenings.History([Happenings.Replied(Start)]);
        Assert.Equal(10, Health.Of(history, Start).Score);
        var faded = Health.Of(history, Start + Duration.FromDays(90));
        Assert.Equal(20 * (0.5 / 1.5), faded.Terms[0].Points);
        Assert.Equal(-30 * (0.5 / 1.5), faded.Terms[1].Points);
        Assert.Equal("1 reply (+6.67 points)", EnglishReasons.Render(faded.Terms[0].Reason));
        Assert.Equal("not heard of for 90 days (-10 points)", EnglishReasons.Render(faded.Terms[1].Reason));
    }

    [Fact]
    public void Outlook_is_filled()
    {
        var history = Happenings.History([Happenings.Replied(Start)]);
        var outlook = Health.Fill(new CustomerOutlook("7", new LocalDate(2025, 2, 1)), history, Start);
        Assert.Equal(Health.Of(history, Start), outlook.Health);
        Assert.Equal(30, outlook.Health!.TrendDays);
    }

    [Fact]
    public void Options_outside_their_range_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RelationshipHealth(Options with { TrendDays = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RelationshipHealth(Options with { Replies = new SignalWeight(double.NaN, 1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RelationshipHealth(Options with { Replies = new SignalWeight(1_000_001, 1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RelationshipHealth(Options with { Silence = new SignalWeight(1, 0.009) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RelationshipHealth(Options with { Silence = new SignalWeight(1, double.PositiveInfinity) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Options.Of((HealthSignal)15));
    }

    private static int Count(ImmutableArray<HealthTerm> terms, string code) =>
        terms.FirstOrDefault(term => term.Reason.Code == code) is { } term ? int.Parse(term.Reason["count"]!, CultureInfo.InvariantCulture) : 0;
}
