using NodaTime;

namespace CrmKit.Calendars;

/// <summary>The yearly return of a date: a birthday, a first purchase, a contract.</summary>
/// <remarks>
/// Every return is computed from the date itself and never from the one before. The day itself, zero years on, is no anniversary. Thread-safe value;
/// <c>default</c> is rejected on use.
/// </remarks>
public readonly record struct Anniversary
{
    private readonly AnnualOccasion _occasion;

    /// <summary>Creates the anniversary of a date.</summary>
    /// <param name="since">The date; without its year where that is not known.</param>
    /// <param name="leapDay">What happens to 29 February in common years.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="leapDay"/> is not a named policy, or the year is outside 1 to 9995.</exception>
    public Anniversary(PartialDate since, LeapDayPolicy leapDay)
    {
        _occasion = new AnnualOccasion(since.Day, leapDay);
        if (since.Year is { } year)
        {
            _ = _occasion.InYear(year);
        }

        Since = since;
    }

    /// <summary>The date that returns.</summary>
    public PartialDate Since { get; }

    /// <summary>What happens to 29 February in common years.</summary>
    public LeapDayPolicy LeapDay => _occasion.LeapDay;

    /// <summary>The first return on or after a day, and which one it is.</summary>
    /// <param name="day">Civil date, year 1 to 9991.</param>
    /// <exception cref="ArgumentOutOfRangeException">The search would leave the calendar.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default(Anniversary)</c>.</exception>
    public AnniversaryDay NextOnOrAfter(LocalDate day)
    {
        if (Since.Date is not { } since)
        {
            return new AnniversaryDay(_occasion.NextOnOrAfter(day), null);
        }

        var next = _occasion.NextOnOrAfter(LocalDate.Max(day, since.PlusDays(1)));
        return new AnniversaryDay(next, next.Year - since.Year);
    }

    /// <summary>Whole years completed on a day: somebody's age; <c>null</c> where the year is not known, or the day lies before the date.</summary>
    /// <remarks>Nobody waits for a leap year to grow older: under <see cref="LeapDayPolicy.LeapYearsOnly"/> a year from 29 February is complete on 1 March.</remarks>
    /// <param name="day">Civil date, year 1 to 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The date is outside the years 1 to 9999.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default(Anniversary)</c>.</exception>
    public int? YearsOn(LocalDate day)
    {
        if (LeapDay == default)
        {
            throw new InvalidOperationException("This anniversary is default(Anniversary): create it with a date and a leap-day policy.");
        }

        CivilYears.Require(day);
        if (Since.Date is not { } since || day < since)
        {
            return null;
        }

        var isComplete = (day.Month, day.Day).CompareTo(CompletedIn(day.Year)) >= 0;
        return day.Year - since.Year - (isComplete ? 0 : 1);
    }

    private (int Month, int Day) CompletedIn(int year) => Since.Day switch
    {
        { Month: 2, Day: 29 } when !CalendarSystem.Iso.IsLeapYear(year) => LeapDay == LeapDayPolicy.February28 ? (2, 28) : (3, 1),
        var day => (day.Month, day.Day),
    };
}
