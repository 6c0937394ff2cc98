using System.Collections.Immutable;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Holidays made from rules.</summary>
/// <remarks>Immutable and thread-safe, as its rules are. A question costs every rule once a year asked about; a <see cref="BusinessCalendar"/> remembers the answers.</remarks>
public sealed class HolidayCalendar : IHolidayCalendar
{
    private readonly ImmutableArray<HolidayDefinition> _definitions;

    /// <summary>Creates a calendar.</summary>
    /// <param name="years">The years that the rules are complete for.</param>
    /// <param name="definitions">The holidays.</param>
    /// <exception cref="ArgumentNullException"><paramref name="definitions"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">The range of years is <c>default</c>.</exception>
    public HolidayCalendar(YearRange years, params IEnumerable<HolidayDefinition> definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        if (years == default)
        {
            throw new ArgumentException("Name the years that the rules are complete for, such as YearRange.All.", nameof(years));
        }

        _definitions = [.. definitions];
        foreach (var definition in _definitions)
        {
            ArgumentNullException.ThrowIfNull(definition, nameof(definitions));
            ArgumentNullException.ThrowIfNull(definition.Rule, nameof(definitions));
            ArgumentNullException.ThrowIfNull(definition.Observed, nameof(definitions));
        }

        Years = years;
    }

    /// <inheritdoc/>
    public YearRange Years { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A day is outside the years 1 to 9999.</exception>
    public IReadOnlyList<Holiday> HolidaysBetween(LocalDate first, LocalDate last)
    {
        CivilYears.Require(first);
        CivilYears.Require(last);

        // A holiday of the next year may be observed in this one (1 January 2022 on 31 December 2021), and of the last year in this one.
        var dates = DatesIn(Math.Max(first.Year - 1, CivilYears.First), Math.Min(last.Year + 1, CivilYears.Last));
        var taken = dates.Select(entry => entry.Date).ToHashSet();
        var holidays = new List<Holiday>();
        foreach (var (date, definition) in dates)
        {
            var observed = definition.Observed.Observe(date, taken.Contains);
            taken.Add(observed);
            var holiday = new Holiday(date, observed, definition.Name);
            if (holiday.IsWithin(first, last))
            {
                holidays.Add(holiday);
            }
        }

        holidays.Sort(Holiday.ByDate);
        return holidays;
    }

    /// <summary>By date, and on one date in the order in which the holidays were defined.</summary>
    private List<(LocalDate Date, HolidayDefinition Definition)> DatesIn(int firstYear, int lastYear)
    {
        var dates = new List<(LocalDate Date, HolidayDefinition Definition)>();
        for (var year = firstYear; year <= lastYear; year++)
        {
            foreach (var definition in _definitions)
            {
                if (definition.Years.Contains(year) && definition.Rule.DateIn(year) is { } date)
                {
                    dates.Add((date, definition));
                }
            }
        }

        return [.. dates.OrderBy(entry => entry.Date)];
    }
}
