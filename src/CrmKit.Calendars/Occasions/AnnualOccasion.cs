using NodaTime;

namespace CrmKit.Calendars;

/// <summary>A day kept once a year, such as a birthday, computed from its own month and day and never from last year's occurrence.</summary>
/// <remarks>Thread-safe value. <c>default</c> has no leap-day policy and is rejected on use.</remarks>
public readonly record struct AnnualOccasion
{
    // NodaTime's ISO calendar ends with year 9999; four years of room let the leap-year search end inside it.
    private const int LastYear = 9995;

    /// <summary>Creates an occasion.</summary>
    /// <param name="date">Month and day; 29 February is welcome.</param>
    /// <param name="leapDay">What happens to 29 February in common years.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="leapDay"/> is not a named policy.</exception>
    public AnnualOccasion(AnnualDate date, LeapDayPolicy leapDay)
    {
        if (!Enum.IsDefined(leapDay))
        {
            throw new ArgumentOutOfRangeException(nameof(leapDay), leapDay, "Name a policy: February28, March1 or LeapYearsOnly.");
        }

        Date = date;
        LeapDay = leapDay;
    }

    /// <summary>Month and day of the occasion.</summary>
    public AnnualDate Date { get; }

    /// <summary>What happens to 29 February in common years.</summary>
    public LeapDayPolicy LeapDay { get; }

    /// <summary>The day on which the occasion is kept in a year, or <c>null</c> in a common year under <see cref="LeapDayPolicy.LeapYearsOnly"/>.</summary>
    /// <param name="year">ISO year, 1 to 9995.</param>
    /// <exception cref="ArgumentOutOfRangeException">The year is outside 1 to 9995.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default(AnnualOccasion)</c>.</exception>
    public LocalDate? InYear(int year)
    {
        if (year is < 1 or > LastYear)
        {
            throw new ArgumentOutOfRangeException(nameof(year), year, $"The year must be 1 to {LastYear}.");
        }

        return DayIn(year);
    }

    /// <summary>The first day on or after <paramref name="date"/> on which the occasion is kept.</summary>
    /// <param name="date">Local civil date, year 1 to 9991.</param>
    /// <exception cref="ArgumentOutOfRangeException">The date is outside the years 1 to 9999, or the search would leave them.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default(AnnualOccasion)</c>.</exception>
    public LocalDate NextOnOrAfter(LocalDate date)
    {
        CivilYears.Require(date);

        // Two leap years are at most eight years apart (1896 and 1904).
        for (var year = date.Year; year <= Math.Min(date.Year + 8, LastYear); year++)
        {
            if (DayIn(year) is { } day && day >= date)
            {
                return day;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(date), date, "No further occurrence lies inside the ISO calendar.");
    }

    private LocalDate? DayIn(int year)
    {
        if (Date is not { Month: 2, Day: 29 } || CalendarSystem.Iso.IsLeapYear(year))
        {
            return Enum.IsDefined(LeapDay) ? Date.InYear(year) : throw Unset();
        }

        return LeapDay switch
        {
            LeapDayPolicy.February28 => new LocalDate(year, 2, 28),
            LeapDayPolicy.March1 => new LocalDate(year, 3, 1),
            LeapDayPolicy.LeapYearsOnly => null,
            _ => throw Unset(),
        };
    }

    private static InvalidOperationException Unset() =>
        new("This occasion is default(AnnualOccasion): create it with a date and a leap-day policy.");
}
