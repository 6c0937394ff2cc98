using NodaTime;

namespace CrmKit.Calendars;

/// <summary>The usual rules for a holiday that falls on a weekend.</summary>
public static class ObservedDay
{
    /// <summary>Observed on its own day, whatever weekday that is.</summary>
    public static IObservedDayRule SameDay { get; } = new Shift(saturday: 0, sunday: 0);

    /// <summary>Saturday on the Friday before, Sunday on the Monday after: the practice of the United States' federal holidays (5 U.S.C. 6103(b); Executive Order 11582).</summary>
    public static IObservedDayRule NearestWeekday { get; } = new Shift(saturday: -1, sunday: 1);

    /// <summary>Sunday on the Monday after; Saturday on its own day.</summary>
    public static IObservedDayRule SundayToMonday { get; } = new Shift(saturday: 0, sunday: 1);

    /// <summary>Saturday and Sunday on the Monday after, whatever else falls there.</summary>
    public static IObservedDayRule NextMonday { get; } = new Shift(saturday: 2, sunday: 1);

    /// <summary>
    /// Saturday and Sunday on the next weekday that no other holiday has: the substitute days of the United Kingdom. Of a Christmas on Saturday and a
    /// Boxing Day on Sunday the first takes Monday and the second Tuesday; a Christmas on Sunday leaves Monday to Boxing Day and takes Tuesday.
    /// </summary>
    public static IObservedDayRule NextFreeWeekday { get; } = new NextFree();

    private static bool IsWeekend(LocalDate day) => day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;

    private sealed class Shift(int saturday, int sunday) : IObservedDayRule
    {
        public LocalDate Observe(LocalDate holiday, Func<LocalDate, bool> isTaken) => holiday.DayOfWeek switch
        {
            IsoDayOfWeek.Saturday => holiday.PlusDays(saturday),
            IsoDayOfWeek.Sunday => holiday.PlusDays(sunday),
            _ => holiday,
        };
    }

    private sealed class NextFree : IObservedDayRule
    {
        public LocalDate Observe(LocalDate holiday, Func<LocalDate, bool> isTaken)
        {
            ArgumentNullException.ThrowIfNull(isTaken);
            if (!IsWeekend(holiday))
            {
                return holiday;
            }

            var day = holiday.PlusDays(1);
            while (IsWeekend(day) || isTaken(day))
            {
                day = day.PlusDays(1);
            }

            return day;
        }
    }
}
