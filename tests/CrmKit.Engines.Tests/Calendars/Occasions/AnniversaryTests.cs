using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class AnniversaryTests
{
    [Fact]
    public void NextOnOrAfter_equals_every_reference_case()
    {
        var cases = CalendarCases.OfKind("anniversary");
        Assert.Equal(16, cases.Count);
        foreach (var item in cases)
        {
            foreach (var (name, policy) in new[] { ("feb28", LeapDayPolicy.February28), ("mar1", LeapDayPolicy.March1), ("skip", LeapDayPolicy.LeapYearsOnly) })
            {
                var expected = item.GetProperty("expected").GetProperty(name);
                var next = new Anniversary(item.Date("born"), policy).NextOnOrAfter(item.Date("on_or_after"));
                Assert.Equal(new AnniversaryDay(expected.Date("date"), expected.GetProperty("years").GetInt32()), next);
            }
        }
    }

    [Fact]
    public void Next_and_age_equal_a_life_lived_day_by_day() => Law.Holds(
        from day in CalendarGenerators.Dates
        from born in Gen.Frequency((2, Gen.Constant(day)), (1, Gen.Choose(0, 35).Select(four => new LocalDate(1952 + (4 * four), 2, 29))))
        from policy in Gen.Elements(Enum.GetValues<LeapDayPolicy>())
        select (born, policy),
        given =>
        {
            var anniversary = new Anniversary(given.born, given.policy);
            var end = given.born.PlusYears(13);
            var (age, kept) = (0, new List<AnniversaryDay>());
            for (var day = given.born; day < end; day = day.PlusDays(1))
            {
                age += day > given.born && Completes(given.born, given.policy, day) ? 1 : 0;
                Assert.Equal(age, anniversary.YearsOn(day));
                if (day > given.born && IsKept(given.born, given.policy, day))
                {
                    kept.Add(new AnniversaryDay(day, day.Year - given.born.Year));
                }
            }

            // Asked on every day, the answer is always the next of those kept.
            var found = new List<AnniversaryDay>();
            for (var day = given.born.PlusDays(-400); day < end; day = day.PlusDays(1))
            {
                var next = anniversary.NextOnOrAfter(day);
                Assert.True(next.Date >= day);
                if (next.Date < end && !found.Contains(next))
                {
                    found.Add(next);
                }
            }

            Assert.Equal(kept, found);
        }, tests: 30);

    [Fact]
    public void Birthday_without_a_year_is_kept_without_an_age()
    {
        var birthday = new Anniversary(new AnnualDate(2, 29), LeapDayPolicy.March1);
        Assert.Equal(new AnniversaryDay(new LocalDate(2027, 3, 1), null), birthday.NextOnOrAfter(new LocalDate(2026, 3, 2)));
        Assert.Equal(new AnniversaryDay(new LocalDate(2028, 2, 29), null), birthday.NextOnOrAfter(new LocalDate(2028, 2, 28)));
        Assert.Null(birthday.YearsOn(new LocalDate(2026, 3, 2)));
    }

    [Fact]
    public void Day_itself_is_no_anniversary_and_before_it_nobody_has_an_age()
    {
        var first = new Anniversary(new LocalDate(2026, 5, 4), LeapDayPolicy.February28);
        Assert.Equal(new AnniversaryDay(new LocalDate(2027, 5, 4), 1), first.NextOnOrAfter(new LocalDate(2026, 5, 4)));
        Assert.Equal(0, first.YearsOn(new LocalDate(2026, 5, 4)));
        Assert.Null(first.YearsOn(new LocalDate(2026, 5, 3)));
    }

    [Fact]
    public void Default_unnamed_policies_and_years_outside_the_calendar_are_refused()
    {
        Assert.Throws<InvalidOperationException>(() => default(Anniversary).NextOnOrAfter(new LocalDate(2026, 1, 1)));
        Assert.Throws<InvalidOperationException>(() => default(Anniversary).YearsOn(new LocalDate(2026, 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Anniversary(new LocalDate(2026, 1, 1), default));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Anniversary(new LocalDate(9996, 1, 1), LeapDayPolicy.March1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Anniversary(new LocalDate(2000, 1, 1), LeapDayPolicy.March1).NextOnOrAfter(new LocalDate(9995, 1, 2)));
    }

    private static bool IsKept(LocalDate born, LeapDayPolicy policy, LocalDate day) => born is { Month: 2, Day: 29 } && !CalendarSystem.Iso.IsLeapYear(day.Year)
        ? (policy, day.Month, day.Day) is (LeapDayPolicy.February28, 2, 28) or (LeapDayPolicy.March1, 3, 1)
        : (day.Month, day.Day) == (born.Month, born.Day);

    private static bool Completes(LocalDate born, LeapDayPolicy policy, LocalDate day) =>
        IsKept(born, policy == LeapDayPolicy.LeapYearsOnly ? LeapDayPolicy.March1 : policy, day);
}
