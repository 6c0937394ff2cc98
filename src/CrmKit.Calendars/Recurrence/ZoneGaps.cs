using NodaTime;
using NodaTime.TimeZones;

namespace CrmKit.Calendars;

/// <summary>The wall-clock times that a zone skips, gap by gap.</summary>
internal struct ZoneGaps
{
    private readonly DateTimeZone _zone;
    private ZoneInterval _after;

    /// <summary>Stands on the first gap that ends after a wall-clock time.</summary>
    /// <param name="zone">The zone.</param>
    /// <param name="local">Wall-clock seconds.</param>
    public ZoneGaps(DateTimeZone zone, long local)
    {
        // A clock is less than a day from UTC.
        _zone = zone;
        _after = zone.GetZoneInterval(Instant.FromUnixTimeSeconds(local - DayNumbers.SecondsPerDay));
        do
        {
            MoveNext();
        }
        while (To <= local);
    }

    /// <summary>The first wall-clock second that is skipped; the largest number after the last gap.</summary>
    public long From { get; private set; }

    /// <summary>The first wall-clock second after those that are skipped.</summary>
    public long To { get; private set; }

    /// <summary>Goes on to the next gap.</summary>
    public void MoveNext()
    {
        while (_after.HasEnd)
        {
            var end = _after.End.ToUnixTimeSeconds();
            var before = _after.WallOffset.Seconds;
            _after = _zone.GetZoneInterval(_after.End);
            if (_after.WallOffset.Seconds > before)
            {
                (From, To) = (end + before, end + _after.WallOffset.Seconds);
                return;
            }
        }

        (From, To) = (long.MaxValue, long.MaxValue);
    }

    /// <summary>Whether a time is skipped; times ascend from question to question.</summary>
    /// <param name="local">Wall-clock seconds.</param>
    public bool Holds(long local)
    {
        while (To <= local)
        {
            MoveNext();
        }

        return From <= local;
    }
}
