using CrmKit.Cadence;
using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Birthdays where people are, as a business sees them that plans every morning for the local days that its business day touches.</summary>
public sealed class BirthdayZonesTests
{
    private const int FirstYear = 1976;
    private const int Years = 50;

    // Days that a zone left out are among them: 21 August 1993 (Kwajalein), 31 December 1994 (Kiritimati), 30 December 2011 (Apia).
    private static readonly AnnualDate[] People = [new(2, 29), new(12, 30), new(12, 31), new(1, 1), new(8, 21), new(3, 28), new(10, 26)];

    private static readonly DateTimeZone[] AllZones = [.. DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id])];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void No_birthday_is_lost_doubled_or_a_day_off_in_any_zone_in_fifty_years(int late)
    {
        var random = new Random(late);
        var (kept, left) = (0, 0);
        for (var index = 0; index < AllZones.Length; index++)
        {
            var zone = AllZones[index];
            for (var person = index % 3; person < People.Length; person += 3)
            {
                var occasion = new AnnualOccasion(People[person], (LeapDayPolicy)(1 + random.Next(3)));
                for (var year = FirstYear; year < FirstYear + Years; year++)
                {
                    if (occasion.InYear(year) is { } day)
                    {
                        kept++;
                        left += Greeted(occasion, day, late, zone, random) ? 0 : 1;
                    }
                }
            }
        }

        // A day that the zone left out is nobody's birthday on the day itself; with a day's grace it is greeted on the next.
        Assert.InRange(kept, 50_000, 100_000);
        Assert.InRange(left, late == 0 ? 1 : 0, late == 0 ? 20 : 0);
    }

    [Fact]
    public void Moves_between_zones_lose_no_birthday_within_two_days_of_grace_and_double_none() => Law.Holds(
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from late in Gen.Choose(0, 5)
        from date in Generated.AnnualDates
        from policy in Generated.LeapDayPolicies
        select (seed, late, date, policy),
        given =>
        {
            var random = new Random(given.seed);
            var source = new Birthdays(new BirthdayOptions { LeapDay = given.policy, LateDays = given.late });
            var occasion = new AnnualOccasion(given.date, given.policy);
            var customer = Person(given.date);
            var zone = AllZones[random.Next(AllZones.Length)];
            for (var year = 1990; year < 2000; year++)
            {
                if (occasion.InYear(year) is not { } kept)
                {
                    continue;
                }

                // A move every few days around the birthday, wherever to.
                var keys = new HashSet<TouchKey>();
                for (var run = kept.PlusDays(-8); run <= kept.PlusDays(given.late + 8); run = run.PlusDays(1))
                {
                    zone = random.Next(4) == 0 ? AllZones[random.Next(AllZones.Length)] : zone;
                    keys.UnionWith(Asked(zone, run, random.Next(23)).SelectMany(today => Proposed(source, customer, today)).Select(candidate => candidate.Key));
                }

                Assert.All(keys, key => Assert.Equal(OccasionOracle.Iso(kept), key.Occurrence));
                Assert.InRange(keys.Count, given.late >= 2 ? 1 : 0, 1);
            }
        }, tests: 150);

    private static bool Greeted(AnnualOccasion occasion, LocalDate kept, int late, DateTimeZone zone, Random random)
    {
        var source = new Birthdays(new BirthdayOptions { LeapDay = occasion.LeapDay, LateDays = late });
        var customer = Person(occasion.Date);
        var keys = new HashSet<TouchKey>();

        // The planner is down for fewer days than a greeting may be late.
        var down = late == 0 ? 0 : random.Next(late);
        var firstDown = kept.PlusDays(random.Next(-3, late + 2));
        var hour = random.Next(23);
        for (var run = kept.PlusDays(-4); run <= kept.PlusDays(late + 3); run = run.PlusDays(1))
        {
            if (run >= firstDown && run < firstDown.PlusDays(down))
            {
                continue;
            }

            foreach (var today in Asked(zone, run, hour))
            {
                var proposed = Proposed(source, customer, today).ToList();
                Assert.Equal(today >= kept && today <= kept.PlusDays(late) ? 1 : 0, proposed.Count);
                foreach (var candidate in proposed)
                {
                    Assert.Equal(kept, candidate.Window.Start);
                    Assert.Equal(zone.StartOf(kept.PlusDays(late + 1)), candidate.ToIntent(ContactPoint.Parse(Channel.Email, "anna@example.com"), zone).ExpiresAt);
                    keys.Add(candidate.Key);
                }
            }
        }

        Assert.InRange(keys.Count, 0, 1);
        Assert.True(keys.Count == 1 || late > 0 || zone.StartOf(kept) == zone.StartOf(kept.PlusDays(1)), $"{zone.Id} {kept}");
        return keys.Count == 1;
    }

    // From the hour at which it plans, 0 to 22 hours into a day of 23 or more, to the end of the business's day.
    private static IEnumerable<LocalDate> Asked(DateTimeZone zone, LocalDate run, int hour)
    {
        var start = SimulatedLife.Business.StartOf(run) + Duration.FromHours(hour);
        var end = SimulatedLife.Business.StartOf(run.PlusDays(1)) - Duration.Epsilon;
        var first = start.InZone(zone).Date;
        for (var day = first; day <= LocalDate.Max(first, end.InZone(zone).Date); day = day.PlusDays(1))
        {
            yield return day;
        }
    }

    private static IEnumerable<TouchCandidate> Proposed(Birthdays source, CustomerSnapshot customer, LocalDate today) => source.Propose(customer, today);

    private static CustomerSnapshot Person(AnnualDate birthday) =>
        new(new Customer { Id = "7", Birthday = birthday }, new CustomerOutlook("7", new LocalDate(2026, 1, 1)), LastPurchase: null, LastContact: null);
}
