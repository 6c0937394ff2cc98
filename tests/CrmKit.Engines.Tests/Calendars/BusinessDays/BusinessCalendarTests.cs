using System.Text.Json;
using CrmKit.Calendars;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class BusinessCalendarTests
{
    [Fact]
    public void Offset_equals_every_reference_case()
    {
        var cases = CalendarCases.OfKind("business_day_offset");
        Assert.Equal(14, cases.Count);
        foreach (var item in cases)
        {
            Assert.Equal(item.Date("expected"), CalendarOf(item).Offset(item.Date("date"), item.GetProperty("days").GetInt32(), Roll(item.Text("roll"))));
        }
    }

    [Fact]
    public void CountBetween_equals_every_reference_case()
    {
        var cases = CalendarCases.OfKind("business_days_between");
        Assert.Equal(8, cases.Count);
        foreach (var item in cases)
        {
            Assert.Equal(item.GetProperty("expected").GetInt32(), CalendarOf(item).CountBetween(item.Date("start"), item.Date("end_exclusive")));
        }
    }

    [Fact]
    public void Roll_offset_and_count_equal_a_walk_day_by_day() => Law.Holds(
        from days in CalendarGenerators.DatesWithClosedDays
        from week in CalendarGenerators.WeekMasks
        from steps in Gen.Choose(-300, 300)
        from policy in Gen.Elements(Enum.GetValues<NonBusinessDayPolicy>())
        from until in Gen.Choose(-500, 500)
        select (days.Date, days.Closed, week, steps, policy, until),
        given =>
        {
            var calendar = new BusinessCalendar(given.week, given.Closed);
            bool IsOpen(LocalDate day) => given.week.Contains(day.DayOfWeek) && !given.Closed.Contains(day);

            Assert.Equal(IsOpen(given.Date), calendar.IsBusinessDay(given.Date));
            var rolled = Rolled(given.Date, given.policy, IsOpen);
            Assert.Equal(rolled, calendar.Roll(given.Date, given.policy));
            Assert.Equal(rolled is { } start ? Walked(start, given.steps, IsOpen) : null, calendar.Offset(given.Date, given.steps, given.policy));

            var end = given.Date.PlusDays(given.until);
            Assert.Equal(Counted(given.Date, end, IsOpen), calendar.CountBetween(given.Date, end));
        }, tests: 1000);

    [Fact]
    public void Offset_is_undone_by_its_opposite_however_far() => Law.Holds(
        from date in CalendarGenerators.Dates
        from week in CalendarGenerators.WeekMasks
        from steps in Gen.Choose(-200_000, 2_000_000)
        select (date, week, steps: steps / 7 * week.Count / 7),
        given =>
        {
            var calendar = new BusinessCalendar(given.week, given.date.PlusDays(3), given.date.PlusDays(7000));
            var start = calendar.Offset(given.date, 0, NonBusinessDayPolicy.Following)!.Value;
            var there = calendar.Offset(start, given.steps, NonBusinessDayPolicy.Drop)!.Value;
            Assert.Equal(start, calendar.Offset(there, -given.steps, NonBusinessDayPolicy.Drop));
            Assert.Equal(given.steps, calendar.CountBetween(start, there));
        }, tests: 100);

    // numpy's documentation: the first date counts and the second does not, in either direction.
    [Fact]
    public void Count_backwards_leaves_out_the_date_at_which_it_ends()
    {
        var calendar = new BusinessCalendar(WeekMask.MondayToFriday);
        var (friday, monday) = (new LocalDate(2026, 1, 9), new LocalDate(2026, 1, 12));
        Assert.Equal(1, calendar.CountBetween(friday, monday));
        Assert.Equal(-1, calendar.CountBetween(monday, friday));
        Assert.Equal(-1, calendar.CountBetween(monday, friday.PlusDays(1)));
        Assert.Equal(0, calendar.CountBetween(monday.PlusDays(-1), friday));
    }

    [Fact]
    public void Holidays_close_as_chosen_and_open_days_go_before_them()
    {
        var turn = new BusinessCalendarOptions { Week = WeekMask.MondayToSaturday, Holidays = PublicHolidays.UnitedStatesFederal };
        var (observed, own) = (new LocalDate(2021, 12, 31), new LocalDate(2022, 1, 1));
        Assert.Equal((false, false), Open(turn));
        Assert.Equal((false, true), Open(turn with { HolidayDays = HolidayDays.Observed }));
        Assert.Equal((true, false), Open(turn with { HolidayDays = HolidayDays.OwnDate }));
        Assert.Equal((false, true), Open(turn with { OpenDays = [own] }));
        Assert.Equal((true, true), Open(turn with { OpenDays = [own, observed] }));
        Assert.Equal((false, false), Open(turn with { Holidays = null, ClosedDays = [own, observed] }));
        Assert.True(new BusinessCalendar(turn with { OpenDays = [own.PlusDays(1)] }).IsBusinessDay(own.PlusDays(1)));

        (bool Observed, bool Own) Open(BusinessCalendarOptions options)
        {
            var calendar = new BusinessCalendar(options);
            return (calendar.IsBusinessDay(observed), calendar.IsBusinessDay(own));
        }
    }

    [Fact]
    public void Calendar_that_never_opens_ends_the_search()
    {
        var never = new BusinessCalendar(new BusinessCalendarOptions { Holidays = new EveryDay() });
        Assert.Throws<InvalidOperationException>(() => never.Roll(new LocalDate(2026, 1, 1), NonBusinessDayPolicy.Following));
        Assert.Throws<InvalidOperationException>(() => never.Offset(new LocalDate(2026, 1, 1), 1, NonBusinessDayPolicy.ModifiedPreceding));
        Assert.Null(never.Offset(new LocalDate(2026, 1, 1), 1, NonBusinessDayPolicy.Drop));
        Assert.Equal(0, never.CountBetween(new LocalDate(2026, 1, 1), new LocalDate(2036, 1, 1)));
    }

    [Fact]
    public void What_leaves_the_calendar_or_contradicts_itself_is_refused()
    {
        var calendar = new BusinessCalendar(WeekMask.AllDays);
        var (first, last) = (new LocalDate(1, 1, 1), new LocalDate(9999, 12, 31));
        Assert.Equal(3652058, calendar.CountBetween(first, last));
        Assert.Equal(-3652058, calendar.CountBetween(last, first));
        Assert.Equal(last, calendar.Offset(first, 3652058, NonBusinessDayPolicy.Drop));
        Assert.Throws<ArgumentOutOfRangeException>("businessDays", () => calendar.Offset(first, 3652059, NonBusinessDayPolicy.Drop));
        Assert.Throws<ArgumentOutOfRangeException>("businessDays", () => calendar.Offset(last, int.MinValue, NonBusinessDayPolicy.Drop));
        Assert.Throws<ArgumentOutOfRangeException>("policy", () => calendar.Roll(first, default));
        Assert.Throws<ArgumentOutOfRangeException>("date", () => calendar.Roll(new LocalDate(0, 1, 1), NonBusinessDayPolicy.Drop));
        Assert.Throws<ArgumentOutOfRangeException>("day", () => calendar.IsBusinessDay(new LocalDate(0, 1, 1)));
        Assert.Throws<ArgumentException>(() => new BusinessCalendar(new BusinessCalendarOptions { ClosedDays = [first], OpenDays = [first] }));
        Assert.Throws<ArgumentException>(() => new BusinessCalendar(default(WeekMask)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BusinessCalendar(new BusinessCalendarOptions { HolidayDays = default }));
        Assert.Throws<InvalidOperationException>(() => new BusinessCalendar(new WeekMask(IsoDayOfWeek.Monday), new LocalDate(9999, 12, 27)).Roll(last, NonBusinessDayPolicy.Following));
    }

    [Fact]
    public void Week_comes_back_from_its_text()
    {
        foreach (var text in new[] { "1111100", "0000001", "1111111", "0111110" })
        {
            Assert.True(WeekMask.TryParse(text, out var week));
            Assert.Equal(text, week.ToString());
            Assert.Equal(text.Count(digit => digit == '1'), week.Count);
        }

        Assert.All([null, "", "111110", "11111000", "0000000", "1111120"], text => Assert.False(WeekMask.TryParse(text, out _)));
        Assert.Throws<InvalidOperationException>(() => default(WeekMask).Contains(IsoDayOfWeek.Monday));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeekMask(IsoDayOfWeek.None));
        Assert.Throws<ArgumentException>(() => new WeekMask(Array.Empty<IsoDayOfWeek>()));
    }

    private static BusinessCalendar CalendarOf(JsonElement item)
    {
        Assert.True(WeekMask.TryParse(item.Text("weekmask"), out var week));
        return new BusinessCalendar(week, item.GetProperty("holidays").EnumerateArray().Select(date => CalendarCases.DateOf(date.GetString()!)));
    }

    private static NonBusinessDayPolicy Roll(string numpy) => numpy switch
    {
        "forward" or "following" => NonBusinessDayPolicy.Following,
        "backward" or "preceding" => NonBusinessDayPolicy.Preceding,
        "modifiedfollowing" => NonBusinessDayPolicy.ModifiedFollowing,
        "modifiedpreceding" => NonBusinessDayPolicy.ModifiedPreceding,
        _ => NonBusinessDayPolicy.Drop,
    };

    private static LocalDate? Rolled(LocalDate date, NonBusinessDayPolicy policy, Func<LocalDate, bool> isOpen)
    {
        if (isOpen(date))
        {
            return date;
        }

        var (after, before) = (Walked(date, 1, isOpen), Walked(date, -1, isOpen));
        return policy switch
        {
            NonBusinessDayPolicy.Following => after,
            NonBusinessDayPolicy.Preceding => before,
            NonBusinessDayPolicy.ModifiedFollowing => (after.Year, after.Month) == (date.Year, date.Month) ? after : before,
            NonBusinessDayPolicy.ModifiedPreceding => (before.Year, before.Month) == (date.Year, date.Month) ? before : after,
            _ => null,
        };
    }

    private static LocalDate Walked(LocalDate date, int steps, Func<LocalDate, bool> isOpen)
    {
        for (var left = Math.Abs(steps); left > 0;)
        {
            date = date.PlusDays(Math.Sign(steps));
            left -= isOpen(date) ? 1 : 0;
        }

        return date;
    }

    private static int Counted(LocalDate start, LocalDate end, Func<LocalDate, bool> isOpen)
    {
        var (step, count) = (start <= end ? 1 : -1, 0);
        for (var day = start; day != end; day = day.PlusDays(step))
        {
            count += isOpen(day) ? step : 0;
        }

        return count;
    }

    private sealed class EveryDay : IHolidayCalendar
    {
        public YearRange Years => YearRange.All;

        public IReadOnlyList<Holiday> HolidaysBetween(LocalDate first, LocalDate last) =>
            [.. Enumerable.Range(0, Period.DaysBetween(first, last) + 1).Select(day => new Holiday(first.PlusDays(day), "closed"))];
    }
}
