using CrmKit.Cadence;
using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

public sealed class OccasionsTests
{
    private static readonly LocalDate Day = new(2024, 2, 29);

    [Fact]
    public void Anniversary_of_a_leap_day_follows_its_policy_and_is_not_kept_on_the_day_itself()
    {
        CustomerSnapshot person = Person(Bought(Day));
        TouchCandidate Kept(LeapDayPolicy policy, LocalDate today) => Assert.Single(new PurchaseAnniversaries(new AnniversaryOptions { LeapDay = policy, LateDays = 0 }).Propose(person, today));
        Assert.Equal("7/occasion.anniversary/2025", Kept(LeapDayPolicy.February28, new LocalDate(2025, 2, 28)).Key.ToString());
        var candidate = Kept(LeapDayPolicy.March1, new LocalDate(2025, 3, 1));
        Assert.Equal("occasion.anniversary(day=2025-03-01, years=1, since=2024-02-29)", candidate.Reason.ToString());
        Assert.Equal((TouchClass.Relationship, Purpose.Greetings, false), (candidate.Class, candidate.Purpose, candidate.IsCommitment));
        Assert.Equal("2028", Kept(LeapDayPolicy.LeapYearsOnly, new LocalDate(2028, 2, 29)).Key.Occurrence);
        Assert.Empty(new PurchaseAnniversaries(new AnniversaryOptions { LeapDay = LeapDayPolicy.LeapYearsOnly }).Propose(person, Day));
    }

    [Fact]
    public void Older_purchase_that_is_found_later_is_not_celebrated_twice_in_a_year()
    {
        var source = new PurchaseAnniversaries(new AnniversaryOptions { LeapDay = LeapDayPolicy.March1 });
        var before = Assert.Single(source.Propose(Person(Bought(new LocalDate(2024, 5, 4))), new LocalDate(2025, 5, 4)));
        var after = Assert.Single(source.Propose(Person(Bought(new LocalDate(2024, 5, 4)), Bought(new LocalDate(2023, 6, 1))), new LocalDate(2025, 6, 1)));
        Assert.Equal(before.Key, after.Key);
    }

    [Fact]
    public void Thanks_are_owed_and_counted_in_the_currency_of_the_bound()
    {
        var source = new ThankYous(new ThankYouOptions { Above = new Money(100, Currency.Eur) });
        var candidate = Assert.Single(source.Propose(Person(Bought(Day, 60), Bought(Day, 50)), Day.PlusDays(1)));
        Assert.Equal("7/occasion.thank-you/2024-02-29", candidate.Key.ToString());
        Assert.Equal("occasion.thank-you(bought=2024-02-29, amount=110 EUR)", candidate.Reason.ToString());
        Assert.Equal(new DateInterval(Day.PlusDays(1), Day.PlusDays(10)), candidate.Window);
        Assert.Equal((TouchClass.Relationship, true), (candidate.Class, candidate.IsCommitment));
        Assert.Empty(source.Propose(Person(Bought(Day, 100)), Day.PlusDays(1)));
        Assert.Empty(source.Propose(Person(Bought(Day, 99), Bought(Day, 99, "USD")), Day.PlusDays(1)));
    }

    [Fact]
    public void Plan_of_many_days_thanks_once_within_the_rest()
    {
        var source = new ThankYous(new ThankYouOptions { RestDays = 30 });
        var person = Person(Bought(Day), Bought(Day.PlusDays(4)), Bought(Day.PlusDays(60))) with { Outlook = new CustomerOutlook("7", Day.PlusDays(4)) };
        var planned = Enumerable.Range(4, 80).SelectMany(days => source.Propose(person, Day.PlusDays(days))).Select(candidate => candidate.Key.Occurrence).Distinct();
        Assert.Equal(["2024-02-29", "2024-04-29"], planned);

        // Ten days later nobody could be thanked for the first any more, and the second is still open.
        Assert.Equal("2024-03-04", Assert.Single(source.Propose(person with { Outlook = new CustomerOutlook("7", Day.PlusDays(11)) }, Day.PlusDays(11))).Key.Occurrence);
    }

    [Fact]
    public void Check_backs_regard_what_they_are_about()
    {
        var service = Assert.Single(new ServiceCheckBacks(new CheckBackOptions { Items = [new Topic("repair")] }).Propose(Person(Bought(Day, items: "repair")), Day.PlusDays(7)));
        Assert.Equal("occasion.service-check-back(item=repair, bought=2024-02-29)", service.Reason.ToString());
        Assert.Equal(("2024-02-29", true, TouchClass.Relationship), (service.Key.Occurrence, service.IsCommitment, service.Class));

        var complaint = new Complaint(new EventKey("mail:17"), "7", At(Day));
        var settled = new ComplaintResolved(new EventKey("mail:18"), "7", At(Day.PlusDays(2)), complaint.Key);
        var care = Assert.Single(new ComplaintCheckBacks(new CheckBackOptions()).Propose(Person(complaint, settled), Day.PlusDays(9)));
        Assert.Equal("7/occasion.complaint-check-back/mail:17", care.Key.ToString());
        Assert.Equal("occasion.complaint-check-back(complaint=mail:17, settled=2024-03-02)", care.Reason.ToString());
        Assert.Equal(complaint.Key, care.Regards);
        Assert.Equal([Channel.Phone, Channel.Email], care.Channels.AsEnumerable());
        Assert.Empty(new ComplaintCheckBacks(new CheckBackOptions()).Propose(Person(complaint), Day.PlusDays(9)));
    }

    [Fact]
    public void Long_key_of_a_complaint_gives_an_occurrence_of_its_own()
    {
        string Occurrence(string key) => Assert.Single(
            new ComplaintCheckBacks(new CheckBackOptions()).Propose(Person(new ComplaintResolved(new EventKey("s"), "7", At(Day), new EventKey(key))), Day.PlusDays(7))).Key.Occurrence;
        Assert.Equal(new string('a', 100), Occurrence(new string('a', 100)));
        Assert.Equal(71, Occurrence(new string('a', 101)).Length);
        Assert.NotEqual(Occurrence(new string('a', 101)), Occurrence(new string('a', 102)));
    }

    [Fact]
    public void Reminder_is_of_use_and_pointless_after_a_purchase()
    {
        var rhythm = new RhythmOutlook(30, 1, 0.8, Day.PlusDays(28), Day.PlusDays(40), 0.5, EstimateStatus.Pooled);
        var person = Person(Bought(Day)) with { LastPurchase = Day };
        person = person with { Outlook = person.Outlook with { Rhythm = rhythm } };
        var source = new Replenishments(new ReplenishmentOptions());
        var candidate = Assert.Single(source.Propose(person, Day.PlusDays(21)));
        Assert.Equal("occasion.replenishment(bought=2024-02-29, window-start=2024-03-28, window-end=2024-04-09)", candidate.Reason.ToString());
        Assert.Equal((TouchClass.Promotional, TouchKind.Value, TouchMoot.OnPurchaseAfter(Day)), (candidate.Class, candidate.Kind, candidate.Moot));
        Assert.Equal(new DateInterval(Day.PlusDays(21), Day.PlusDays(27)), candidate.Window);
        Assert.Empty(source.Propose(person, Day.PlusDays(28)));
        Assert.Empty(source.Propose(person with { Outlook = person.Outlook with { Rhythm = rhythm with { WindowStart = null } } }, Day.PlusDays(21)));
        Assert.Empty(source.Propose(person with { Outlook = person.Outlook with { Rhythm = null } }, Day.PlusDays(21)));
    }

    [Fact]
    public void Season_of_march_is_offered_in_january_with_its_best_day()
    {
        var source = new SeasonalOffers(new SeasonalOfferOptions
        {
            Season = new Topic("boat-season"),
            Start = new AnnualOccasion(new AnnualDate(3, 1), LeapDayPolicy.March1),
            LeadDays = 59,
            OfferDays = 31,
            BestAfterDays = 11,
            EarlierBuyersOnly = true,
        });
        var person = Person(Bought(new LocalDate(2025, 5, 1)));
        var candidate = Assert.Single(source.Propose(person, new LocalDate(2026, 1, 1)));
        Assert.Equal("7/occasion.seasonal-offer/boat-season-2026", candidate.Key.ToString());
        Assert.Equal("occasion.seasonal-offer(season=boat-season, starts=2026-03-01, bought=2025-05-01)", candidate.Reason.ToString());
        Assert.Equal((new LocalDate(2026, 1, 12), TouchClass.Promotional, TouchKind.Pitch), (candidate.PeakDay, candidate.Class, candidate.Kind));
        Assert.Equal(new DateInterval(new LocalDate(2026, 1, 1), new LocalDate(2026, 1, 31)), candidate.Window);
        Assert.Empty(source.Propose(person, new LocalDate(2026, 2, 1)));
        Assert.Empty(source.Propose(Person(Bought(new LocalDate(2025, 9, 1))), new LocalDate(2026, 1, 1)));
    }

    [Fact]
    public void Options_outside_their_range_are_rejected()
    {
        var anniversary = new AnniversaryOptions { LeapDay = LeapDayPolicy.March1 };
        Refused(() => new PurchaseAnniversaries(anniversary with { LeapDay = default }));
        Refused(() => new PurchaseAnniversaries(anniversary with { FromYear = 0 }));
        Refused(() => new PurchaseAnniversaries(anniversary with { LateDays = 31 }));
        Refused(() => new PurchaseAnniversaries(anniversary with { Channels = default }));
        Refused(() => new ThankYous(new ThankYouOptions { For = default }));
        Refused(() => new ThankYous(new ThankYouOptions { AfterDays = 5, WithinDays = 4 }));
        Refused(() => new ThankYous(new ThankYouOptions { RestDays = -1 }));
        Refused(() => new ThankYous(new ThankYouOptions { Above = new Money(-1, Currency.Eur) }));
        Refused(() => new ServiceCheckBacks(new CheckBackOptions()));
        Refused(() => new ComplaintCheckBacks(new CheckBackOptions { AfterDays = 366 }));
        Refused(() => new ComplaintCheckBacks(new CheckBackOptions { Channels = [(Channel)99] }));
        Refused(() => new Replenishments(new ReplenishmentOptions { LeadDays = 0 }));
        var season = new SeasonalOfferOptions { Season = new Topic("s"), Start = new AnnualOccasion(new AnnualDate(3, 1), LeapDayPolicy.March1) };
        Refused(() => new SeasonalOffers(season with { Start = default }));
        Refused(() => new SeasonalOffers(season with { OfferDays = 61 }));
        Refused(() => new SeasonalOffers(season with { BestAfterDays = 30 }));
        Refused(() => new SeasonalOffers(season with { SeasonDays = 0 }));
        Assert.Throws<InvalidOperationException>(() => new SeasonalOffers(season with { Season = default }));
        Assert.Throws<InvalidOperationException>(() => new Replenishments(new ReplenishmentOptions { Purpose = default }));
    }

    private static void Refused(Func<ITouchSource> create) => Assert.Throws<ArgumentOutOfRangeException>(create);

    private static CustomerSnapshot Person(params TimelineEvent[] events) =>
        new(new Customer { Id = "7" }, new CustomerOutlook("7", Day), LastPurchase: null, LastContact: null) { History = new RelationshipHistory(events, SimulatedLife.Business) };

    private static Purchase Bought(LocalDate day, decimal amount = 1, string currency = "EUR", string? items = null) =>
        Purchase.OnDay(new EventKey($"{day}:{amount}:{currency}"), "7", day, new Money(amount, new Currency(currency)), SimulatedLife.Business) with
        {
            Items = items is null ? [] : [new Topic(items)],
        };

    private static Instant At(LocalDate day) => day.At(new LocalTime(12, 0)).InZoneStrictly(SimulatedLife.Business).ToInstant();
}
