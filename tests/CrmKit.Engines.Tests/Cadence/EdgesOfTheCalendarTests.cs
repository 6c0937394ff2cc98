using CrmKit.Cadence;
using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

/// <summary>Days near both ends of the calendar, thousands of years apart, and histories of nothing and of one instant.</summary>
public sealed class EdgesOfTheCalendarTests
{
    private static readonly ImmutableArray<ITouchSource> Sources =
    [
        new IntervalCadence(new IntervalCadenceOptions()),
        new ProfileCadence(new CadencePolicy(BusinessProfiles.BoatDealer())),
        new KeepInTouch(new WarmthPolicy(new WarmthOptions()), new KeepInTouchOptions { TierOf = _ => WarmthTier.Usual[0], WithPurchases = true }),
        new Birthdays(new BirthdayOptions { LeapDay = LeapDayPolicy.February28, LateDays = 30 }),
        new ThankYous(new ThankYouOptions()),
        new PurchaseAnniversaries(new AnniversaryOptions { LeapDay = LeapDayPolicy.March1, LateDays = 30 }),
        new ServiceCheckBacks(new CheckBackOptions { Items = [new Topic("repair")] }),
        new ComplaintCheckBacks(new CheckBackOptions()),
        new Replenishments(new ReplenishmentOptions()),
        new SeasonalOffers(new SeasonalOfferOptions { Season = new Topic("spring"), Start = new AnnualOccasion(new AnnualDate(2, 29), LeapDayPolicy.February28), EarlierBuyersOnly = true }),
        new HolidayCards(new HolidayCardOptions
        {
            Holidays = [new CardHoliday(new Topic("christmas"), PublicHolidays.Germany, "1. Weihnachtstag") { IsKeptByAll = true }],
            OwnDates = [new Topic("wedding-anniversary")],
            LeapDay = LeapDayPolicy.March1,
            LeadDays = 60,
            LateDays = 30,
        }),
        new FollowUpSequence(new FollowUpSequenceOptions { Name = new Topic("boat"), Steps = [new FollowUpStep(1)], BusinessZone = DateTimeZone.Utc }),
        new SurveyPlanner(new SurveyPlannerOptions
        {
            Seed = 1,
            Questions = [new(SatisfactionMetric.NetPromoter, SurveyOccasion.Purchase), new(SatisfactionMetric.Effort, SurveyOccasion.ComplaintSettled), new(SatisfactionMetric.Satisfaction, SurveyOccasion.Period)],
        }),
    ];

    private static readonly ImmutableArray<LocalDate> Days =
    [
        new(2, 3, 1), new(3, 1, 1), new(1970, 1, 1), new(2024, 2, 29),
        new(9980, 2, 29), new(9988, 12, 31),
    ];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Sources.Length)];

    [Theory]
    [MemberData(nameof(Places))]
    public void Source_answers_on_every_day_of_the_calendar_in_every_zone(int place)
    {
        var source = Sources[place];
        var failures = new List<string>();
        foreach (var zone in new[] { DateTimeZone.Utc, DateTimeZone.ForOffset(Offset.FromHours(18)), DateTimeZone.ForOffset(Offset.FromHours(-18)), DateTimeZoneProviders.Tzdb["Pacific/Kiritimati"], DateTimeZoneProviders.Tzdb["Pacific/Apia"] })
        {
            foreach (var happened in Days)
            {
                foreach (var today in Days.Where(day => day >= happened))
                {
                    foreach (var snapshot in Snapshots(happened, zone))
                    {
                        try
                        {
                            foreach (var candidate in source.Propose(snapshot, today))
                            {
                                Assert.True(candidate.Window.Contains(today));
                            }
                        }
                        catch (Exception error) when (error is not Xunit.Sdk.XunitException)
                        {
                            failures.Add($"{zone.Id} {happened} {today} {error.GetType().Name} {error.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("CrmKit.Cadence.") )?.Trim()}");
                        }
                    }
                }
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count}: {string.Join('\n', failures.DistinctBy(text => text[text.IndexOf(' ')..]).Take(12))}");
    }

    private static IEnumerable<CustomerSnapshot> Snapshots(LocalDate day, DateTimeZone zone)
    {
        var customer = new Customer
        {
            Id = "7",
            Birthday = new PartialDate(new AnnualDate(2, 29)),
            ContactPoints = [Known.Email],
            Dates = [new ImportantDate("wedding-anniversary", new AnnualDate(12, 31))],
        };
        var outlook = new CustomerOutlook("7", day);
        yield return new CustomerSnapshot(customer, outlook, LastPurchase: null, LastContact: null);
        yield return new CustomerSnapshot(customer, outlook, day, day);
        var at = At(day);
        TimelineEvent[] events =
        [
            new Purchase(new EventKey("p"), "7", at, day, new Money(99, Currency.Eur)) { Items = [new Topic("repair"), new Topic("boat")] },
            new Complaint(new EventKey("c"), "7", at),
            new ComplaintResolved(new EventKey("s"), "7", at, new EventKey("c")),
            new Engagement(new EventKey("v"), "7", at, EngagementKind.Visited),
            new Promise(new EventKey("m"), "7", at, day),
        ];
        yield return new CustomerSnapshot(customer, outlook, day, LastContact: null) { History = new RelationshipHistory(events, zone) };
        yield return new CustomerSnapshot(customer, outlook, LastPurchase: null, LastContact: null) { History = new RelationshipHistory([events[3]], zone) };
    }

    private static Instant At(LocalDate day) => day.At(LocalTime.Noon).InUtc().ToInstant();
}
