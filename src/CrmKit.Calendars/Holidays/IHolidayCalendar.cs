using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Says which days are holidays: the port that a program implements to bring its own.</summary>
/// <remarks>
/// Implementations are immutable or thread-safe, give the same answer to the same question, do no I/O, and throw nothing for days of the years 1 to 9999.
/// <see cref="HolidayCalendar"/> makes holidays from rules, <see cref="HolidayList"/> holds given days.
/// </remarks>
public interface IHolidayCalendar
{
    /// <summary>The years that it is complete for. Outside them it may name fewer holidays than there are, so that a caller can warn.</summary>
    YearRange Years { get; }

    /// <summary>Every holiday whose date or day of observance lies between two days, by date.</summary>
    /// <param name="first">First day.</param>
    /// <param name="last">Last day, included; no holiday where it is before <paramref name="first"/>.</param>
    IReadOnlyList<Holiday> HolidaysBetween(LocalDate first, LocalDate last);
}
