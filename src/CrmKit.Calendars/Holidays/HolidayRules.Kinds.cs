using NodaTime;

namespace CrmKit.Calendars;

public static partial class HolidayRules
{
    private static LocalDate BackTo(IsoDayOfWeek weekday, LocalDate limit) => limit.PlusDays(-(((int)limit.DayOfWeek - (int)weekday + 7) % 7));

    private sealed class FixedDateRule(AnnualDate date) : IHolidayRule
    {
        public LocalDate? DateIn(int year) => date.IsValidYear(year) ? date.InYear(year) : null;
    }

    private sealed class NthWeekdayRule(int nth, IsoDayOfWeek weekday, int month) : IHolidayRule
    {
        public LocalDate? DateIn(int year)
        {
            var first = new LocalDate(year, month, 1);
            var day = 1 + (((int)weekday - (int)first.DayOfWeek + 7) % 7) + (7 * (nth - 1));
            return day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;
        }
    }

    private sealed class LastWeekdayRule(IsoDayOfWeek weekday, int month) : IHolidayRule
    {
        public LocalDate? DateIn(int year) => BackTo(weekday, new LocalDate(year, month, CalendarSystem.Iso.GetDaysInMonth(year, month)));
    }

    private sealed class WeekdayOnOrBeforeRule(IsoDayOfWeek weekday, AnnualDate limit) : IHolidayRule
    {
        public LocalDate? DateIn(int year) => BackTo(weekday, limit.InYear(year));
    }

    private sealed class EasterRule(EasterTradition tradition, int days) : IHolidayRule
    {
        public LocalDate? DateIn(int year) => year < Easter.FirstYear ? null : Easter.In(year, tradition).PlusDays(days);
    }

    private sealed class OnceRule(LocalDate date) : IHolidayRule
    {
        public LocalDate? DateIn(int year) => year == date.Year ? date : null;
    }

    private sealed class MovedRule(IHolidayRule rule, Dictionary<int, LocalDate> moved) : IHolidayRule
    {
        public LocalDate? DateIn(int year) => moved.TryGetValue(year, out var date) ? date : rule.DateIn(year);
    }
}
