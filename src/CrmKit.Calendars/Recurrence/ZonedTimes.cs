using NodaTime;
using NodaTime.TimeZones;

namespace CrmKit.Calendars;

/// <summary>Walks the times of a rule as instants of a zone, ascending.</summary>
/// <remarks>
/// Only a gap disturbs the order: its times move forward among those that follow it. Then two cursors walk, one through the gap and one after it, and
/// are merged. Everywhere else the offset of the current stretch is all that is needed.
/// </remarks>
internal struct ZonedTimes
{
    private readonly OccurrenceSource _source;
    private NominalCursor _main;
    private NominalCursor _inGap;
    private bool _hasGap;
    private long _gapEnd;
    private int _gapOffsetBefore;
    private int _gapOffsetAfter;
    private bool _holds;
    private bool _isPastCalendar;
    private long _heldAt;
    private int _heldOffset;

    // Between these wall-clock times the zone has one offset, and every time exists once.
    private long _plainFrom;
    private long _plainTo;
    private int _plainOffset;

    public ZonedTimes(OccurrenceSource source, NominalRule rule, long from)
    {
        _source = source;
        _main = new NominalCursor(rule, from);
        (_plainFrom, _plainTo) = source.Zone is null ? (long.MinValue, long.MaxValue) : (0, 0);
    }

    public long At { get; private set; }

    public int Offset { get; private set; }

    /// <summary>The nominal time that was last asked for.</summary>
    public readonly long Nominal => _main.Nominal;

    public readonly RecurrenceEnd End => _isPastCalendar ? RecurrenceEnd.CalendarEnd : _main.End;

    public bool MoveNext()
    {
        if (!_hasGap && !_holds)
        {
            if (!_main.MoveNext())
            {
                return false;
            }

            var local = _main.Current;
            if (local >= _plainFrom && local < _plainTo)
            {
                (At, Offset) = (local - _plainOffset, _plainOffset);
                return true;
            }

            if (!ResolveOrLeave(local))
            {
                return false;
            }

            if (!_hasGap)
            {
                (At, Offset, _holds) = (_heldAt, _heldOffset, false);
                return true;
            }
        }

        return NextAroundGap();
    }

    // Leaves a resolved time held, or the cursors at a gap; false where there is no further time.
    private bool ResolveOrLeave(long local)
    {
        while (true)
        {
            if (local > LastLocal)
            {
                _isPastCalendar = true;
                return false;
            }

            var mapping = new LocalStretches(_source.Zone!, local);
            if (!mapping.IsGap)
            {
                var stretch = _source.Resolver.Overlap == OverlapPolicy.First ? mapping.Early : mapping.Late;
                Remember(stretch);
                Hold(local - stretch.WallOffset.Seconds, stretch.WallOffset.Seconds);
                return true;
            }

            if (_source.Resolver.Gap == GapPolicy.ShiftForward)
            {
                EnterGap(local, mapping.Early, mapping.Late);
                return true;
            }

            if (!_main.MoveNext())
            {
                return false;
            }

            local = _main.Current;
        }
    }

    private void EnterGap(long local, ZoneInterval before, ZoneInterval after)
    {
        if (_hasGap)
        {
            // A gap within reach of another: no zone has one. The order is kept by whoever reads.
            Hold(local - before.WallOffset.Seconds, after.WallOffset.Seconds);
            return;
        }

        (_gapOffsetBefore, _gapOffsetAfter) = (before.WallOffset.Seconds, after.WallOffset.Seconds);
        _gapEnd = before.End.ToUnixTimeSeconds() + _gapOffsetAfter;
        _hasGap = true;
        _inGap = _main;
        _main = new NominalCursor(_source.Rule!, _gapEnd);
    }

    private bool NextAroundGap()
    {
        if (!_holds && _main.MoveNext())
        {
            var local = _main.Current;
            _ = ResolveOrLeave(local);
        }

        if (_hasGap && (!_holds || _inGap.Current - _gapOffsetBefore <= _heldAt))
        {
            (At, Offset) = (_inGap.Current - _gapOffsetBefore, _gapOffsetAfter);
            _holds = _holds && _heldAt != At;
            _hasGap = _inGap.MoveNext() && _inGap.Current < _gapEnd;
            return true;
        }

        (At, Offset) = (_heldAt, _heldOffset);
        var held = _holds;
        _holds = false;
        return held;
    }

    private void Hold(long at, int offset) => (_heldAt, _heldOffset, _holds) = (at, offset, true);

    // NodaTime's instants end with the calendar: a zone's last day is left out, so that no offset can lead past it.
    private static long LastLocal => DayNumbers.Last * (long)DayNumbers.SecondsPerDay - 1;

    private void Remember(ZoneInterval stretch)
    {
        var zone = _source.Zone!;
        _plainOffset = stretch.WallOffset.Seconds;
        (_plainFrom, _plainTo) = (long.MinValue, long.MaxValue);
        if (stretch.HasStart)
        {
            var before = zone.GetZoneInterval(stretch.Start - Duration.Epsilon).WallOffset.Seconds;
            _plainFrom = stretch.Start.ToUnixTimeSeconds() + Math.Max(before, _plainOffset);
        }

        if (stretch.HasEnd)
        {
            var after = zone.GetZoneInterval(stretch.End).WallOffset.Seconds;
            _plainTo = stretch.End.ToUnixTimeSeconds() + Math.Min(after, _plainOffset);
        }

        _plainTo = Math.Min(_plainTo, LastLocal + 1);
    }
}
