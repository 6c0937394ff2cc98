using System.Collections.Concurrent;

namespace CrmKit.Cadence;

/// <summary>The days of one holiday, each year looked up once. Thread-safe.</summary>
internal sealed class CardDays(CardHoliday holiday)
{
    private readonly ConcurrentDictionary<int, ImmutableArray<LocalDate>> _years = [];

    public CardHoliday Holiday { get; } = holiday;

    public IEnumerable<LocalDate> Between(LocalDate first, LocalDate last)
    {
        for (var year = first.Year; year <= last.Year; year++)
        {
            foreach (var day in _years.GetOrAdd(year, InYear))
            {
                if (day >= first && day <= last)
                {
                    yield return day;
                }
            }
        }
    }

    private ImmutableArray<LocalDate> InYear(int year) =>
    [
        .. Holiday.Calendar.HolidaysBetween(new LocalDate(year, 1, 1), new LocalDate(year, 12, 31))
            .Where(found => found.Date.Year == year && string.Equals(found.Name, Holiday.Name, StringComparison.Ordinal))
            .Select(found => found.Date)
            .Distinct()
            .Order(),
    ];
}
