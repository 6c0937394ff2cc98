using System.Collections.Immutable;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Calendars made of calendars.</summary>
public static class HolidayCalendars
{
    /// <summary>The holidays of all of them; one that several have, with the same date, day of observance and name, is one.</summary>
    /// <remarks>Each calendar decides its days of observance for itself, as two countries do.</remarks>
    /// <param name="calendars">The calendars, at least one.</param>
    /// <returns>A calendar that is complete for the years that all of them have in common.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="calendars"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">There is no calendar.</exception>
    public static IHolidayCalendar Combine(params IEnumerable<IHolidayCalendar> calendars)
    {
        ArgumentNullException.ThrowIfNull(calendars);
        ImmutableArray<IHolidayCalendar> all = [.. calendars];
        if (all.IsEmpty)
        {
            throw new ArgumentException("Name at least one calendar.", nameof(calendars));
        }

        foreach (var calendar in all)
        {
            ArgumentNullException.ThrowIfNull(calendar, nameof(calendars));
        }

        return new Combination(all);
    }

    /// <summary>The holidays of one calendar on whose dates the other has none.</summary>
    /// <param name="calendar">The holidays.</param>
    /// <param name="other">What is taken away, by date.</param>
    /// <returns>A calendar that is complete for the years that both have in common.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHolidayCalendar Except(this IHolidayCalendar calendar, IHolidayCalendar other)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(other);
        return new Difference(calendar, other);
    }

    private sealed class Combination(ImmutableArray<IHolidayCalendar> calendars) : IHolidayCalendar
    {
        public YearRange Years { get; } = calendars.Select(calendar => calendar.Years).Aggregate((left, right) => left.Intersect(right));

        public IReadOnlyList<Holiday> HolidaysBetween(LocalDate first, LocalDate last)
        {
            var holidays = calendars.SelectMany(calendar => calendar.HolidaysBetween(first, last)).Distinct().ToList();
            holidays.Sort(Holiday.ByDate);
            return holidays;
        }
    }

    private sealed class Difference(IHolidayCalendar calendar, IHolidayCalendar other) : IHolidayCalendar
    {
        public YearRange Years { get; } = calendar.Years.Intersect(other.Years);

        public IReadOnlyList<Holiday> HolidaysBetween(LocalDate first, LocalDate last)
        {
            // What is observed in this stretch may have its date outside it: the other calendar is asked about that date itself.
            bool IsTakenAway(Holiday holiday) => other.HolidaysBetween(holiday.Date, holiday.Date).Any(its => its.Date == holiday.Date);

            return [.. calendar.HolidaysBetween(first, last).Where(holiday => !IsTakenAway(holiday))];
        }
    }
}
