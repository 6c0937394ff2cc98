using NodaTime;

namespace CrmKit.Calendars;

/// <summary>The usual rules by which a holiday's date is found.</summary>
/// <remarks>A date without a rule, such as one of a lunar calendar that is announced each year, belongs in a <see cref="HolidayList"/>.</remarks>
public static partial class HolidayRules
{
    /// <summary>The same month and day every year; 29 February in leap years only.</summary>
    /// <param name="month">Month, 1 to 12.</param>
    /// <param name="day">Day of the month.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day.</exception>
    public static IHolidayRule Fixed(int month, int day) => new FixedDateRule(new AnnualDate(month, day));

    /// <summary>The first, second, … fifth such weekday of a month; a fifth one only where there is one.</summary>
    /// <param name="nth">Which one, 1 to 5.</param>
    /// <param name="weekday">The weekday.</param>
    /// <param name="month">Month, 1 to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static IHolidayRule Nth(int nth, IsoDayOfWeek weekday, int month)
    {
        if (nth is < 1 or > 5)
        {
            throw new ArgumentOutOfRangeException(nameof(nth), nth, "Name the first to fifth weekday, 1 to 5.");
        }

        return new NthWeekdayRule(nth, Weekday(weekday), Month(month));
    }

    /// <summary>The last such weekday of a month.</summary>
    /// <param name="weekday">The weekday.</param>
    /// <param name="month">Month, 1 to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static IHolidayRule Last(IsoDayOfWeek weekday, int month) => new LastWeekdayRule(Weekday(weekday), Month(month));

    /// <summary>The last such weekday up to a month and day. "On or after" a day is the same as on or before the day six later.</summary>
    /// <param name="weekday">The weekday.</param>
    /// <param name="month">Month, 1 to 12.</param>
    /// <param name="day">Day of the month; 28 February stands in for the 29th in common years.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range, or the six days before would lie in another year.</exception>
    public static IHolidayRule OnOrBefore(IsoDayOfWeek weekday, int month, int day)
    {
        if (month == 1 && day < 7)
        {
            throw new ArgumentOutOfRangeException(nameof(day), day, "The weekday must lie in the same year: name 7 January or later.");
        }

        return new WeekdayOnOrBeforeRule(Weekday(weekday), new AnnualDate(month, day));
    }

    /// <summary>A number of days from Easter Sunday; no date before the year 1583.</summary>
    /// <param name="tradition">Whose Easter.</param>
    /// <param name="days">Days after Easter Sunday, −80 to 80: −2 is Good Friday, 1 Easter Monday, 39 Ascension, 50 Whit Monday, 60 Corpus Christi.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static IHolidayRule FromEaster(EasterTradition tradition, int days)
    {
        if (!Enum.IsDefined(tradition))
        {
            throw new ArgumentOutOfRangeException(nameof(tradition), tradition, "Name a tradition: Western or Orthodox.");
        }

        // Western Easter is 22 March at the earliest, the 81st or 82nd day of its year.
        if (days is < -80 or > 80)
        {
            throw new ArgumentOutOfRangeException(nameof(days), days, "Name -80 to 80 days from Easter Sunday.");
        }

        return new EasterRule(tradition, days);
    }

    /// <summary>One day of one year.</summary>
    /// <param name="date">The day, year 1 to 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The year is outside 1 to 9999.</exception>
    public static IHolidayRule Once(LocalDate date)
    {
        CivilYears.Require(date);
        return new OnceRule(date);
    }

    /// <summary>A rule that a government set aside in single years.</summary>
    /// <param name="rule">The rule of all other years.</param>
    /// <param name="dates">The dates that were kept in their years instead, at most one a year.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">Two dates lie in one year.</exception>
    public static IHolidayRule Moved(this IHolidayRule rule, params IEnumerable<LocalDate> dates)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(dates);
        return new MovedRule(rule, dates.ToDictionary(date => date.Year));
    }

    private static IsoDayOfWeek Weekday(IsoDayOfWeek weekday) => weekday is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday
        ? weekday
        : throw new ArgumentOutOfRangeException(nameof(weekday), weekday, "Name a weekday, Monday to Sunday.");

    private static int Month(int month) => month is >= 1 and <= 12
        ? month
        : throw new ArgumentOutOfRangeException(nameof(month), month, "The month must be 1 to 12.");
}
