using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Finds the day on which a holiday is observed. <see cref="ObservedDay"/> has the usual rules.</summary>
/// <remarks>Implementations are immutable or thread-safe and give the same answer to the same question.</remarks>
public interface IObservedDayRule
{
    /// <summary>The day of observance; the date itself where nothing is moved.</summary>
    /// <param name="holiday">The holiday's date.</param>
    /// <param name="isTaken">Whether a day is the date of a holiday of this calendar, or one on which an earlier holiday is observed.</param>
    /// <returns>A day within a month of <paramref name="holiday"/>.</returns>
    LocalDate Observe(LocalDate holiday, Func<LocalDate, bool> isTaken);
}
