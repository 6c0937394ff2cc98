using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Says on which civil days a business is open. <see cref="BusinessCalendar"/> answers it from a week, holidays and single days.</summary>
/// <remarks>Implementations are immutable or thread-safe, give the same answer to the same day, and throw nothing for a day of the years 1 to 9999.</remarks>
public interface IBusinessDays
{
    /// <summary>Whether a day is a business day.</summary>
    /// <param name="day">Civil date, ISO calendar, year 1 to 9999.</param>
    bool IsBusinessDay(LocalDate day);
}
