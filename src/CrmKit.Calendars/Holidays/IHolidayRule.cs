using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Finds a holiday's date in a year. <see cref="HolidayRules"/> has the usual ones; a program writes others, such as those of a lunar calendar.</summary>
/// <remarks>Implementations are immutable or thread-safe and give the same answer to the same year.</remarks>
public interface IHolidayRule
{
    /// <summary>The date in a year, before anything is observed on another day; <c>null</c> where that year has none.</summary>
    /// <param name="year">ISO year, 1 to 9999. The date lies in this year.</param>
    LocalDate? DateIn(int year);
}
