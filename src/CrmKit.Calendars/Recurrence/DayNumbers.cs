using NodaTime;

namespace CrmKit.Calendars;

/// <summary>The proleptic Gregorian calendar on whole numbers: days since 1970-01-01, months since January of year 0, seconds on a wall clock since 1970-01-01.</summary>
internal static class DayNumbers
{
    public const int SecondsPerDay = 86_400;

    /// <summary>9999-12-31.</summary>
    public const int Last = 2_932_896;

    /// <summary>December 9999.</summary>
    public const int LastMonth = 9999 * 12 + 11;

    private const int DaysPerEra = 146_097;

    // Days from 0000-03-01, where an era of 400 years begins, to 1970-01-01.
    private const int EraShift = 719_468;

    // 0001-01-01 was a Monday; whole weeks on top keep the days just before it positive.
    private const int MondayShift = 719_162 + 700_000;

    /// <summary>Day number of a date from year 0 on.</summary>
    public static int Of(int year, int month, int day)
    {
        // The year begins in March, so that the leap day is its last and months have a linear law.
        var shifted = month <= 2 ? year - 1 : year;
        var era = (shifted >= 0 ? shifted : shifted - 399) / 400;
        var yearOfEra = shifted - era * 400;
        var dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * DaysPerEra + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - EraShift;
    }

    public static int FirstOfMonth(int monthIndex) => Of(monthIndex / 12, monthIndex % 12 + 1, 1);

    public static (int Year, int Month, int Day) Split(int day)
    {
        var z = (uint)(day + EraShift);
        var era = z / DaysPerEra;
        var dayOfEra = z - era * DaysPerEra;
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var shiftedMonth = (5 * dayOfYear + 2) / 153;
        var month = (int)(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9);
        var year = (int)(yearOfEra + era * 400);
        return (month <= 2 ? year + 1 : year, month, (int)(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1));
    }

    public static int MonthOf(int day)
    {
        var (year, month, _) = Split(day);
        return year * 12 + month - 1;
    }

    public static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysIn(int monthIndex)
    {
        var month = monthIndex % 12 + 1;
        return month == 2 ? (IsLeap(monthIndex / 12) ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);
    }

    public static int DaysInYear(int year) => IsLeap(year) ? 366 : 365;

    /// <summary>0 for Monday to 6 for Sunday.</summary>
    public static int Weekday(int day) => (int)((uint)(day + MondayShift) % 7);

    public static int DayOf(long seconds)
    {
        const long Shift = (long)EraShift * SecondsPerDay;
        return (int)((ulong)(seconds + Shift) / SecondsPerDay) - EraShift;
    }

    public static long SecondsOf(LocalDateTime time) =>
        (long)Of(time.Year, time.Month, time.Day) * SecondsPerDay + time.TickOfDay / NodaConstants.TicksPerSecond;

    /// <summary>The second in which any wall-clock time lies, in years outside the calendar too.</summary>
    public static long FloorOf(LocalDateTime time) => time.InUtc().ToInstant().ToUnixTimeSeconds();

    public static LocalDate DateOf(int day)
    {
        var (year, month, dayOfMonth) = Split(day);
        return new LocalDate(year, month, dayOfMonth);
    }

    public static LocalDateTime TimeOf(long seconds)
    {
        var day = DayOf(seconds);
        return DateOf(day).At(LocalTime.FromSecondsSinceMidnight((int)(seconds - (long)day * SecondsPerDay)));
    }

    public static long FloorDivide(long value, long divisor) => value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor);
}
