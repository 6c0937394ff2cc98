using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class AnnualOccasionTests
{
    [Fact]
    public void NextOnOrAfter_equals_every_reference_case()
    {
        var cases = CalendarCases.OfKind("anniversary");
        Assert.Equal(16, cases.Count);
        foreach (var item in cases)
        {
            var born = item.Date("born");
            foreach (var (name, policy) in new[] { ("feb28", LeapDayPolicy.February28), ("mar1", LeapDayPolicy.March1), ("skip", LeapDayPolicy.LeapYearsOnly) })
            {
                var expected = item.GetProperty("expected").GetProperty(name);
                var next = new AnnualOccasion(new AnnualDate(born.Month, born.Day), policy).NextOnOrAfter(item.Date("on_or_after"));
                Assert.True(expected.Date("date") == next, $"{item.Text("id")} {name}: {next}");
                Assert.Equal(expected.GetProperty("years").GetInt32(), next.Year - born.Year);
            }
        }
    }

    [Fact]
    public void NextOnOrAfter_over_fifty_years_loses_none_and_doubles_none() => Law.Holds(
        from occasion in Generated.Occasions
        from start in Generated.Dates
        select (occasion, start),
        pair =>
        {
            var end = pair.start.PlusYears(50);
            var found = new List<LocalDate>();
            for (var day = pair.occasion.NextOnOrAfter(pair.start); day < end; day = pair.occasion.NextOnOrAfter(day.PlusDays(1)))
            {
                found.Add(day);
            }

            Assert.Equal(KeptDays(pair.occasion, pair.start, end), found);
        });

    [Fact]
    public void InYear_agrees_with_NextOnOrAfter_the_first_of_January() => Law.Holds(
        from occasion in Generated.Occasions
        from year in Gen.Choose(1, 9990)
        select (occasion, year),
        pair =>
        {
            var kept = pair.occasion.InYear(pair.year);
            var next = pair.occasion.NextOnOrAfter(new LocalDate(pair.year, 1, 1));
            return kept is { } day ? day == next : next.Year > pair.year;
        });

    [Fact]
    public void Default_occasion_is_rejected_on_use()
    {
        Assert.Throws<InvalidOperationException>(() => default(AnnualOccasion).InYear(2026));
        Assert.Throws<InvalidOperationException>(() => default(AnnualOccasion).NextOnOrAfter(new LocalDate(2026, 1, 1)));
    }

    [Fact]
    public void Unnamed_policy_is_rejected() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AnnualOccasion(new AnnualDate(2, 29), default));

    [Fact]
    public void Years_outside_the_calendar_are_rejected()
    {
        var occasion = new AnnualOccasion(new AnnualDate(2, 29), LeapDayPolicy.LeapYearsOnly);
        Assert.Throws<ArgumentOutOfRangeException>(() => occasion.InYear(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => occasion.InYear(9996));
        Assert.Throws<ArgumentOutOfRangeException>(() => occasion.NextOnOrAfter(new LocalDate(9995, 1, 1)));
        Assert.Equal(new LocalDate(9992, 2, 29), occasion.NextOnOrAfter(new LocalDate(9991, 12, 31)));
    }

    /// <summary>Looks at every single day.</summary>
    private static List<LocalDate> KeptDays(AnnualOccasion occasion, LocalDate start, LocalDate end)
    {
        var kept = new List<LocalDate>();
        for (var day = start; day < end; day = day.PlusDays(1))
        {
            var stands = (day.Month, day.Day) == (occasion.Date.Month, occasion.Date.Day);
            var standsIn = occasion.Date is { Month: 2, Day: 29 } && !CalendarSystem.Iso.IsLeapYear(day.Year) && occasion.LeapDay switch
            {
                LeapDayPolicy.February28 => day is { Month: 2, Day: 28 },
                LeapDayPolicy.March1 => day is { Month: 3, Day: 1 },
                _ => false,
            };
            if (stands || standsIn)
            {
                kept.Add(day);
            }
        }

        return kept;
    }
}
