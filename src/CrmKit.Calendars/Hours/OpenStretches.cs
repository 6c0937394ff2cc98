using System.Collections.Immutable;
using NodaTime;
using NodaTime.TimeZones;

namespace CrmKit.Calendars;

/// <summary>Walks the open stretches of business hours from an instant on, without allocating.</summary>
/// <remarks>
/// Within a stretch of constant offset the wall clock runs as time does, so that open hours of a date are open instants less the offset, cut off where
/// the offset changes. On the far side of a change the date that the clock then shows is begun anew: a repeated hour is met twice, a skipped one never.
/// </remarks>
internal struct OpenStretches
{
    /// <summary>Closed time after which a search ends.</summary>
    public static readonly Duration TenYears = Duration.FromDays(3653);

    private readonly BusinessHours _hours;
    private readonly DateTimeZone _zone;
    private readonly Duration _patience;
    private ZoneInterval _offset;
    private Instant _from;
    private Instant _until;
    private Instant _giveUp;
    private LocalDate _day;
    private Instant _midnight;
    private ImmutableArray<HalfOpenInterval<long>> _today;
    private int _next;

    public OpenStretches(BusinessHours hours, DateTimeZone zone, Instant from, Duration patience)
    {
        _hours = hours;
        _zone = zone;
        _patience = patience;
        _giveUp = CivilYears.AfterOrEnd(from, patience);
        _offset = null!;
        Enter(from);
    }

    /// <summary>The first open instant of the stretch.</summary>
    public Instant Start { get; private set; }

    /// <summary>The first instant after the stretch, which may be open too: stretches end with the day and where the offset changes.</summary>
    public Instant End { get; private set; }

    /// <summary>Goes to the next stretch; <c>false</c> where none comes within the patience, or within the calendar.</summary>
    public bool MoveNext()
    {
        do
        {
            while (_next < _today.Length)
            {
                var hours = _today[_next++];
                Start = Instant.Max(_midnight + Duration.FromNanoseconds(hours.Start), _from);
                End = Instant.Min(_midnight + Duration.FromNanoseconds(hours.End), _until);
                if (Start < End)
                {
                    _giveUp = CivilYears.AfterOrEnd(End, _patience);
                    return true;
                }
            }
        }
        while (NextDay());

        return false;
    }

    private bool NextDay()
    {
        var midnight = _midnight + Duration.FromDays(1);
        if (Instant.Min(midnight, _until) > _giveUp)
        {
            return false;
        }

        if (midnight >= _until)
        {
            Enter(_until);
        }
        else
        {
            _day = _day.PlusDays(1);
            Begin(midnight);
        }

        return true;
    }

    private void Enter(Instant from)
    {
        _offset = _zone.GetZoneInterval(from);
        _from = from;
        _until = _offset.HasEnd ? _offset.End : Instant.MaxValue;
        var local = from.WithOffset(_offset.WallOffset).LocalDateTime;
        _day = local.Date;
        Begin(from - Duration.FromNanoseconds(local.NanosecondOfDay));
    }

    private void Begin(Instant midnight)
    {
        _midnight = midnight;
        _today = _hours.On(_day).Stretches.Intervals;
        _next = 0;
    }
}
