using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>A time as a calendar states it: a day, a time on anybody's clock, or a time on the clock of a zone.</summary>
/// <remarks>Thread-safe value; <c>default</c> is no time.</remarks>
public readonly record struct CalendarTime
{
    // RFC 5545, 3.3.5: a time that is skipped is read with the offset before the gap, one that repeats is the first.
    private static readonly LocalTimeResolver Standard = new(GapPolicy.ShiftForward, OverlapPolicy.First);

    internal CalendarTime(LocalDateTime local, CalendarClock clock, DateTimeZone? zone)
    {
        Local = local;
        Clock = clock;
        Zone = zone;
    }

    /// <summary>What the clock shows; midnight for a day.</summary>
    public LocalDateTime Local { get; }

    /// <summary>Whose clock it is.</summary>
    public CalendarClock Clock { get; }

    /// <summary>The zone; <c>null</c> unless the clock is that of a zone.</summary>
    public DateTimeZone? Zone { get; }

    /// <summary>The instant, where a skipped time shifts forward and a repeated one is the first (RFC 5545, 3.3.5); <c>null</c> unless the clock is that of a zone.</summary>
    public Instant? Instant => Zone is null ? null : Standard.Resolve(Local, Zone)!.Value.ToInstant();

    /// <summary>For example <c>2025-06-02</c> or <c>2025-06-02T09:00:00 Europe/Berlin</c>.</summary>
    public override string ToString() => Clock switch
    {
        CalendarClock.Date => NodaTime.Text.LocalDatePattern.Iso.Format(Local.Date),
        CalendarClock.Zone => $"{NodaTime.Text.LocalDateTimePattern.GeneralIso.Format(Local)} {Zone}",
        _ => NodaTime.Text.LocalDateTimePattern.GeneralIso.Format(Local),
    };

    /// <summary>The same moment on the clock of a zone; <c>null</c> where that clock has no year for it.</summary>
    internal LocalDateTime? LocalIn(DateTimeZone zone)
    {
        if (zone.Equals(Zone))
        {
            return Local;
        }

        // A zone may shift the first and last hours out of the calendar.
        return Instant is { } instant && instant.InUtc().Year is > 1 and < 9999 ? instant.InZone(zone).LocalDateTime : null;
    }
}
