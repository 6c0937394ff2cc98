using CrmKit.Calendars;

namespace CrmKit.Scheduling;

/// <summary>The hours of a business-local day as stretches of elapsed time: 24, or 23 or 25 where the clocks change.</summary>
internal sealed class BusinessHourGrid
{
    private readonly Instant _start;
    private readonly Instant _end;

    public BusinessHourGrid(DateTimeZone zone, LocalDate day)
    {
        (_start, _end) = (zone.StartOf(day), zone.StartOf(day.PlusDays(1)));
        Count = (int)Math.Ceiling((_end - _start).TotalHours);
    }

    public int Count { get; }

    public Instant StartOf(int hour) => _start + Duration.FromHours(hour);

    public Instant EndOf(int hour) => Instant.Min(_end, _start + Duration.FromHours(hour + 1));
}
