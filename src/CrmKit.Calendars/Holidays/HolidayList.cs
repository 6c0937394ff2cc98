using System.Collections.Immutable;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Holidays as given days, for those that no rule finds: announced each year, of a lunar calendar, or the business's own.</summary>
/// <remarks>Immutable and thread-safe. A question takes logarithmic time and the holidays found.</remarks>
public sealed class HolidayList : IHolidayCalendar
{
    private const int MostDaysMoved = 366;

    private readonly ImmutableArray<Holiday> _holidays;

    /// <summary>Creates a list.</summary>
    /// <param name="years">The years that the list is complete for.</param>
    /// <param name="holidays">The holidays, in any order; one given twice is one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="holidays"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">The range of years is <c>default</c>, a date lies outside it, or a day of observance over a year away from its date.</exception>
    public HolidayList(YearRange years, params IEnumerable<Holiday> holidays)
    {
        ArgumentNullException.ThrowIfNull(holidays);
        if (years == default)
        {
            throw new ArgumentException("Name the years that the list is complete for.", nameof(years));
        }

        var sorted = holidays.Distinct().ToArray();
        foreach (var holiday in sorted)
        {
            ArgumentNullException.ThrowIfNull(holiday, nameof(holidays));
            if (!years.Contains(holiday.Date.Year))
            {
                throw new ArgumentException($"The holiday of {Iso(holiday.Date)} lies outside the years {years} of the list.", nameof(holidays));
            }

            if (Math.Abs(Period.DaysBetween(holiday.Date, holiday.Observed)) > MostDaysMoved)
            {
                throw new ArgumentException($"The holiday of {Iso(holiday.Date)} is observed over {MostDaysMoved} days away, on {Iso(holiday.Observed)}.", nameof(holidays));
            }
        }

        Array.Sort(sorted, Holiday.ByDate);
        _holidays = [.. sorted];
        Years = years;
    }

    /// <inheritdoc/>
    public YearRange Years { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Holiday> HolidaysBetween(LocalDate first, LocalDate last)
    {
        var found = new List<Holiday>();
        for (var index = FirstNear(first); index < _holidays.Length && Period.DaysBetween(last, _holidays[index].Date) <= MostDaysMoved; index++)
        {
            if (_holidays[index].IsWithin(first, last))
            {
                found.Add(_holidays[index]);
            }
        }

        return found;
    }

    private static string Iso(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);

    /// <summary>The first holiday that could be observed on the day or after it.</summary>
    private int FirstNear(LocalDate day)
    {
        var (low, high) = (0, _holidays.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = Period.DaysBetween(_holidays[middle].Date, day) > MostDaysMoved ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
