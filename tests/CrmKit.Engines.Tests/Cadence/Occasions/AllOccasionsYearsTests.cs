using CrmKit.Cadence;
using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>All sources of occasions, surveys and sequences over the same random years of one person.</summary>
public sealed class AllOccasionsYearsTests
{
    private static readonly ImmutableArray<ITouchSource> Sources =
    [
        new Birthdays(new BirthdayOptions { LeapDay = LeapDayPolicy.February28, LateDays = 14 }),
        new PurchaseAnniversaries(new AnniversaryOptions { LeapDay = LeapDayPolicy.March1, LateDays = 14 }),
        new SeasonalOffers(new SeasonalOfferOptions { Season = new Topic("boat"), Start = new AnnualOccasion(new AnnualDate(3, 1), LeapDayPolicy.March1) }),
        new HolidayCards(new HolidayCardOptions
        {
            LeapDay = LeapDayPolicy.March1,
            Holidays = [new CardHoliday(new Topic("christmas"), PublicHolidays.Germany, "1. Weihnachtstag") { IsKeptByAll = true }],
            LateDays = 5,
        }),
        new SurveyPlanner(new SurveyPlannerOptions { Seed = 1, Questions = [new SurveyQuestion(SatisfactionMetric.NetPromoter, SurveyOccasion.Period) { PeriodMonths = 12 }], RestDays = 30 }),
        new ThankYous(new ThankYouOptions()),
        new ServiceCheckBacks(new CheckBackOptions { Items = [new Topic("repair")] }),
        new Replenishments(new ReplenishmentOptions()),
        new FollowUpSequence(new FollowUpSequenceOptions { Name = new Topic("lead"), Steps = [new FollowUpStep(1), new FollowUpStep(5)], BusinessZone = SimulatedLife.Business }),
        new ComplaintCheckBacks(new CheckBackOptions()),
    ];

    [Fact]
    public void After_downtime_nobody_is_flooded_and_what_recurs_comes_back_every_year() => Law.Holds(
        Gen.Choose(0, int.MaxValue - 1),
        seed =>
        {
            var life = new SimulatedLife(seed, Sources);
            life.Customer = new Customer
            {
                Id = "7",
                Birthday = new PartialDate(new AnnualDate(2, 29)),
                ContactPoints = [ContactPoint.Parse(Channel.Email, "anna@example.com")],
            };
            var looked = new HashSet<LocalDate>();
            var windows = new Dictionary<TouchKey, DateInterval>();
            life.Live(5 * 365, proposed =>
            {
                looked.Add(life.Today);
                Assert.All(proposed[..^1], open => Assert.InRange(open.Length, 0, 1));
                Assert.Equal(proposed[^1].Length, proposed[^1].Select(candidate => candidate.Regards).Distinct().Count());
                foreach (var candidate in proposed.SelectMany(open => open))
                {
                    Assert.Contains(life.Today, candidate.Window);
                    windows[candidate.Key] = candidate.Window;
                }
            });

            // Of what comes every year, a year is missing only where nobody looked on any of its days.
            foreach (var (reason, first, days) in new[] { (ReasonCodes.Birthday, new AnnualDate(2, 28), 15), (OccasionReasons.SeasonalOffer, new AnnualDate(3, 1), 30), (OccasionReasons.HolidayCard, new AnnualDate(12, 25), 6) })
            {
                for (var year = looked.Min().Year; year <= looked.Max().Year; year++)
                {
                    // The birthday is kept a day later in leap years; the offer begins 60 days before its season.
                    var start = first.InYear(year);
                    start = reason == ReasonCodes.Birthday && CalendarSystem.Iso.IsLeapYear(year) ? new LocalDate(year, 2, 29)
                        : reason == OccasionReasons.SeasonalOffer ? new LocalDate(year, 3, 1).PlusDays(-60)
                        : start;
                    var isLooked = Enumerable.Range(0, days).Select(start.PlusDays).Any(looked.Contains);
                    Assert.Equal(isLooked ? 1 : 0, windows.Count(pair => pair.Key.Reason == reason && pair.Value.Start == start));
                }
            }
        }, tests: 12);
}
