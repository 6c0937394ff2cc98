using CrmKit.Calendars;

namespace CrmKit.Engines.Tests;

/// <summary>Fifty years of birthdays in every zone: each kept once, on its day, none early, none late.</summary>
public sealed class FiftyYearsOfBirthdaysTests
{
    private const int FirstYear = 1990;
    private const int LastYear = FirstYear + 49;

    private static readonly (AnnualDate Birthday, LeapDayPolicy Policy)[] Kinds =
    [
        .. from policy in Enum.GetValues<LeapDayPolicy>() select (new AnnualDate(2, 29), policy),
        .. from birthday in new AnnualDate[] { new(1, 1), new(3, 29), new(10, 25), new(12, 30) } select (birthday, LeapDayPolicy.March1),
    ];

    // Not the last hour of the day: Greenland jumps over it in March, and a greeting that is shifted forward would leave its day.
    private static readonly LocalTime[] Times = [LocalTime.Midnight, new(2, 30), new(9, 0), new(22, 30)];

    [Fact]
    public void Each_is_kept_once_on_its_day_in_every_zone()
    {
        var resolver = new LocalTimeResolver(GapPolicy.ShiftForward, OverlapPolicy.First);
        var (greetings, leftOut) = (0, 0);
        foreach (var (birthday, policy) in Kinds)
        {
            var days = Followed(new Anniversary(birthday, policy));
            Assert.Equal(Kept(birthday, policy), days);
            foreach (var zone in CalendarGenerators.AllZones)
            {
                greetings += days.Count * Times.Length;
                leftOut += Greet(days, zone, resolver);
            }
        }

        Assert.True(greetings > 500_000, $"only {greetings} greetings");

        // 30 December 2011 never was in Samoa and Tokelau, which the zones know by a few names.
        Assert.InRange(leftOut, 2, 4);
    }

    private static List<LocalDate> Followed(Anniversary birthday)
    {
        var days = new List<LocalDate>();
        for (var day = birthday.NextOnOrAfter(new LocalDate(FirstYear, 1, 1)).Date; day.Year <= LastYear; day = birthday.NextOnOrAfter(day.PlusDays(1)).Date)
        {
            days.Add(day);
        }

        return days;
    }

    private static List<LocalDate> Kept(AnnualDate birthday, LeapDayPolicy policy)
    {
        var days = new List<LocalDate>();
        for (var year = FirstYear; year <= LastYear; year++)
        {
            if (birthday.IsValidYear(year))
            {
                days.Add(birthday.InYear(year));
            }
            else if (policy != LeapDayPolicy.LeapYearsOnly)
            {
                days.Add(policy == LeapDayPolicy.February28 ? new LocalDate(year, 2, 28) : new LocalDate(year, 3, 1));
            }
        }

        return days;
    }

    /// <summary>Checks the instants of greetings; gives how many days the zone left out.</summary>
    private static int Greet(List<LocalDate> days, DateTimeZone zone, LocalTimeResolver resolver)
    {
        var (previous, leftOut) = (Instant.MinValue, 0);
        foreach (var day in days)
        {
            var (begins, ends) = (zone.StartOf(day), zone.StartOf(day.PlusDays(1)));
            leftOut += begins == ends ? 1 : 0;
            foreach (var time in Times)
            {
                var at = resolver.Resolve(day.At(time), zone)!.Value.ToInstant();
                Assert.True(at > previous, $"{zone.Id} {day}");
                Assert.True(begins == ends || (at >= begins && at < ends && at.InZone(zone).Date == day), $"{zone.Id} {day} {time}: {at}");
                previous = at;
            }
        }

        return leftOut;
    }
}
