using CrmKit.Cadence;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class CadencePolicyTests
{
    private static readonly LocalDate Day = new(2024, 2, 29);

    private static readonly Gen<(BusinessProfile Profile, CadenceFacts Facts, LocalDate Day)> Cases =
        from profile in GeneratedProfiles.Profiles
        from facts in GeneratedProfiles.Facts
        from days in Gen.OneOf(Gen.Choose(-10, 400), Gen.Choose(0, 8000))
        select (profile, facts, facts.Anchor.PlusDays(days));

    [Fact]
    public void Decision_is_that_of_the_rules_taken_a_step_at_a_time() => Law.Holds(
        Cases,
        given =>
        {
            var (due, next, number) = NaiveCadence.Window(given.Profile, given.Facts, given.Day)!.Value;
            var decision = new CadencePolicy(given.Profile).Decide(given.Facts, given.Day)!;
            Assert.Equal((due, next.PlusDays(-1), number, given.Day >= due), (decision.DueDay, decision.Window.End, decision.Number, decision.IsDue));
            Assert.Equal(due, decision.Interval.From.PlusDays(decision.Interval.Days));
            Assert.Equal(given.Profile.Bands.Of(given.Facts.LastPurchase is { } bought ? Period.DaysBetween(bought, due) : null), decision.Band);
        }, tests: 1000);

    [Fact]
    public void Terms_reproduce_the_interval_exactly() => Law.Holds(
        Cases,
        given =>
        {
            var interval = new CadencePolicy(given.Profile).Decide(given.Facts, given.Day)!.Interval;
            var product = interval.Terms.Aggregate(1d, (sum, term) => sum * term.Factor);
            Assert.Equal(interval.Product, product);
            Assert.Equal(interval.Days, (int)Math.Floor(Math.Clamp(product, given.Profile.ShortestDays, given.Profile.LongestDays) + 0.5));
            Assert.Equal(5, interval.Terms.Length);
            Assert.All(interval.Terms, term => Assert.Equal(term.Factor, double.Parse(term.Reason["factor"]!, CultureInfo.InvariantCulture)));
            Assert.Equal(product, double.Parse(interval.Bounds["product"]!, CultureInfo.InvariantCulture));
        }, tests: 500);

    [Fact]
    public void Interval_is_never_shorter_for_who_bought_longer_ago() => Law.Holds(
        from given in Cases
        from ago in Gen.Choose(0, 2000)
        from longer in Gen.Choose(0, 2000)
        select (given, ago, longer),
        all =>
        {
            var policy = new CadencePolicy(all.given.Profile);
            var day = all.given.Day;
            var sooner = policy.IntervalFrom(all.given.Facts with { LastPurchase = day.PlusDays(-all.ago) }, day);
            var later = policy.IntervalFrom(all.given.Facts with { LastPurchase = day.PlusDays(-all.ago - all.longer) }, day);
            Assert.True(sooner.Days <= later.Days);
        }, tests: 1000);

    [Fact]
    public void Interval_is_never_longer_for_who_is_worth_more() => Law.Holds(
        from given in Cases
        from worth in Gen.Choose(-100, 3000)
        from more in Gen.Choose(0, 2000)
        select (given, worth, more),
        all =>
        {
            var policy = new CadencePolicy(all.given.Profile);
            var from = all.given.Facts.Anchor;
            var less = policy.IntervalFrom(all.given.Facts with { YearlyValue = all.worth }, from);
            var more = policy.IntervalFrom(all.given.Facts with { YearlyValue = all.worth + all.more }, from);
            Assert.True(more.Days <= less.Days);
        }, tests: 1000);

    [Fact]
    public void Windows_touch_and_never_overlap_and_the_next_due_day_is_after_the_last() => Law.Holds(
        from given in Cases
        select given,
        given =>
        {
            var policy = new CadencePolicy(given.Profile);
            CadenceDecision? last = null;
            for (var (day, end) = (given.Facts.Anchor, given.Facts.Anchor.PlusDays(600)); day < end; day = day.PlusDays(1))
            {
                var decision = policy.Decide(given.Facts, day)!;
                Assert.Equal(decision.IsDue, decision.Window.Contains(day));
                if (last is not null && decision.Number != last.Number)
                {
                    Assert.Equal((last.Number + 1, last.Window.End.PlusDays(1)), (decision.Number, decision.DueDay));
                }

                Assert.True(last is null || decision.DueDay >= last.DueDay);
                last = decision;
            }
        }, tests: 40);

    [Fact]
    public void Risk_brings_a_contact_forward_while_the_customer_may_leave_and_puts_it_off_once_gone()
    {
        var profile = Plain() with { Risk = new RiskResponse { Leaving = 0.5, Gone = 4, TurnsAt = 0.5 } };
        int Days(double left, double? leaving) => new CadencePolicy(profile).IntervalFrom(new CadenceFacts(Day, Day) { ProbabilityLeft = left, ProbabilityOfLeaving = leaving }, Day).Days;
        Assert.Equal([100, 50, 400], new[] { Days(0, 0), Days(0, 1), Days(1, 1) });
        Assert.Equal([100, 75, 50, 225, 400], new[] { 0, 0.25, 0.5, 0.75, 1 }.Select(left => Days(left, leaving: null)));
        Assert.Equal([100, 100, 250, 400], new[] { 0.2, 0.5, 0.75, 1 }.Select(left => Days(left, leaving: 0)));
    }

    [Fact]
    public void Rhythm_moves_the_contact_to_just_before_the_window_where_it_is_within_reach()
    {
        var profile = Plain() with { Rhythm = new RhythmResponse { LeadDays = 7, Soonest = 0.5, Latest = 1.5 } };
        int Days(int window) => new CadencePolicy(profile).IntervalFrom(new CadenceFacts(Day, Day) { WindowStart = Day.PlusDays(window) }, Day).Days;
        Assert.Equal([100, 50, 93, 143, 150, 100, 100], new[] { 56, 57, 100, 150, 157, 158, -20 }.Select(Days));
    }

    [Fact]
    public void Tier_begins_at_its_own_value_and_the_first_holds_whoever_is_worth_less()
    {
        var policy = new CadencePolicy(Plain() with { Value = new ValueResponse(Currency.Eur, [new("c", 0, 1), new("b", 300, 0.75), new("a", 1000, 0.5)]) });
        int Days(double worth) => policy.IntervalFrom(new CadenceFacts(Day, null) { YearlyValue = worth }, Day).Days;
        Assert.Equal([100, 100, 100, 75, 75, 50], new[] { -5, 0, 299.99, 300, 999, 1000 }.Select(Days));
        Assert.Equal(100, Days(double.NaN));
    }

    [Fact]
    public void No_window_is_passed_over_between_two_contacts() => Law.Holds(
        from interval in Gen.Choose(4, 90)
        from lead in Gen.Choose(0, 20)
        from ahead in Gen.Choose(0, 900)
        select (interval, lead, wanted: interval + ahead),
        given =>
        {
            var policy = new CadencePolicy(Plain() with { IntervalDays = given.interval, Rhythm = new RhythmResponse { LeadDays = given.lead } });
            var facts = new CadenceFacts(Day, Day) { WindowStart = Day.PlusDays(given.wanted + given.lead) };
            Assert.Equal(Day.PlusDays(given.wanted), policy.Decide(facts, Day.PlusDays(given.wanted))!.DueDay);
        });

    [Fact]
    public void Parts_that_are_missing_are_neutral_and_say_so()
    {
        var facts = new CadenceFacts(Day, null);
        Assert.Equal(
            ["cadence.profile-base", "cadence.never-bought", "cadence.part-unknown", "cadence.part-unknown", "cadence.part-unknown"],
            Codes(BusinessProfiles.DressShop(), facts));
        Assert.Equal(
            ["cadence.profile-base", "cadence.recency-band", "cadence.part-unheeded", "cadence.part-unheeded", "cadence.part-unheeded"],
            Codes(Plain(), facts with { LastPurchase = Day, YearlyValue = 3, ProbabilityLeft = 0.5, WindowStart = Day }));
        Assert.Equal("cadence.value-other-currency", Codes(BusinessProfiles.DressShop(), facts with { YearlyValue = 5000, Currency = new Currency("CHF") })[2]);
        Assert.Equal("cadence.value-tier", Codes(BusinessProfiles.DressShop(), facts with { YearlyValue = 5000, Currency = Currency.Eur })[2]);
        Assert.Equal("cadence.rhythm-elsewhere", Codes(BusinessProfiles.DressShop(), facts with { WindowStart = Day })[4]);

        static string[] Codes(BusinessProfile profile, CadenceFacts facts)
        {
            var interval = new CadencePolicy(profile).IntervalFrom(facts, Day);
            Assert.All(interval.Terms.Skip(2).Where(term => term.Reason.Code != ProfileReasons.Tier), term => Assert.Equal(1, term.Factor));
            return [.. interval.Terms.Select(term => term.Reason.Code)];
        }
    }

    [Fact]
    public void Nobody_is_decided_on_beyond_the_calendar_or_without_a_day_to_count_from()
    {
        var policy = new CadencePolicy(Plain());
        Assert.Null(policy.Decide(new CadenceFacts(LocalDate.MaxIsoValue, null), Day));
        Assert.Equal(LocalDate.MaxIsoValue, policy.Decide(new CadenceFacts(LocalDate.MaxIsoValue.PlusDays(-150), null), Day)!.Window.End);
        Assert.Null(policy.Decide(new CustomerSnapshot(new Customer { Id = "7" }, new CustomerOutlook("7", Day), null, null), Day));
        Assert.Throws<ArgumentOutOfRangeException>(() => policy.IntervalFrom(new CadenceFacts(Day, Day), Day.PlusDays(-1)));
    }

    [Fact]
    public void Facts_are_read_from_the_snapshot_on_the_clock_where_the_person_is()
    {
        var reply = new Reply(new EventKey("r"), "7", Instant.FromUtc(2024, 3, 1, 23, 0), Channel.Email);
        var snapshot = new CustomerSnapshot(
            new Customer { Id = "7" },
            new CustomerOutlook("7", Day) { Value = new ValueOutlook(0.5, 2, new Money(10, Currency.Eur), new Money(20, Currency.Eur), 73, EstimateStatus.Fitted) },
            Day,
            Day.PlusDays(-3))
        {
            History = new RelationshipHistory([reply], DateTimeZoneProviders.Tzdb["Asia/Tokyo"]),
        };
        var facts = CadenceFacts.Of(snapshot)!.Value;
        Assert.Equal((new LocalDate(2024, 3, 2), Day), (facts.LastInteraction, facts.LastPurchase));
        Assert.Equal((100d, Currency.Eur), (facts.YearlyValue, facts.Currency));
    }

    internal static BusinessProfile Plain() => new()
    {
        Name = "plain",
        IntervalDays = 100,
        ShortestDays = 2,
        LongestDays = 1000,
        Channels = [Channel.Email],
        Bands = new RecencyBands(Band("never"), Band("all")),
    };

    private static RecencyBand Band(string name) => new(name, null, 1, [new BandContent { Kind = TouchKind.Care, Class = TouchClass.Relationship }]);
}
