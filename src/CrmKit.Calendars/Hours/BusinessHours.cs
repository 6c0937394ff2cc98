using System.Collections.Frozen;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>When a business is open, or somebody may be contacted: a week, closed days, and dates with hours of their own.</summary>
/// <remarks>
/// Hours are read on the wall clock of a zone, and time is what elapses: where clocks are set back, an open hour that repeats is open twice, and one that is
/// skipped is not open at all. Immutable and thread-safe, as its business days are. A search costs a step a day looked at.
/// Instants lie in the years 1 to 9999, two days from either end.
/// </remarks>
public sealed class BusinessHours
{
    private readonly WeeklyHours _week;
    private readonly FrozenDictionary<LocalDate, DayHours> _exceptions;
    private readonly IBusinessDays? _days;

    /// <summary>Creates hours.</summary>
    /// <param name="week">The hours of every week.</param>
    /// <param name="exceptions">Dates with hours of their own, which go before everything else.</param>
    /// <param name="days">The days on which it is open at all; <c>null</c> where the week alone decides.</param>
    /// <exception cref="ArgumentNullException"><paramref name="week"/> is null, or the hours of an exception are.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An exception is outside the years 1 to 9999.</exception>
    /// <exception cref="ArgumentException">Two exceptions are of one date.</exception>
    public BusinessHours(WeeklyHours week, IEnumerable<KeyValuePair<LocalDate, DayHours>>? exceptions = null, IBusinessDays? days = null)
    {
        ArgumentNullException.ThrowIfNull(week);
        var byDate = new Dictionary<LocalDate, DayHours>();
        foreach (var (date, hours) in exceptions ?? [])
        {
            CivilYears.Require(date, nameof(exceptions));
            ArgumentNullException.ThrowIfNull(hours, nameof(exceptions));
            byDate.Add(date, hours);
        }

        _week = week;
        _exceptions = byDate.ToFrozenDictionary();
        _days = days;
    }

    /// <summary>Always open.</summary>
    public static BusinessHours Always { get; } = new(WeeklyHours.Always);

    /// <summary>The hours of a date.</summary>
    /// <param name="date">Civil date, year 1 to 9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">The date is outside the years 1 to 9999.</exception>
    public DayHours On(LocalDate date)
    {
        CivilYears.Require(date);
        if (_exceptions.Count > 0 && _exceptions.TryGetValue(date, out var exception))
        {
            return exception;
        }

        return _days is null || _days.IsBusinessDay(date) ? _week[date.DayOfWeek] : DayHours.Closed;
    }

    /// <summary>Whether an instant is open in a zone.</summary>
    /// <param name="at">The instant, year 1 to 9999.</param>
    /// <param name="zone">The zone on whose clock the hours are read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The instant is outside the years 1 to 9999.</exception>
    public bool IsOpen(Instant at, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        CivilYears.Require(at);
        var local = at.InZone(zone).LocalDateTime;
        return On(local.Date).Contains(local.TimeOfDay);
    }

    /// <summary>The earliest open instant at or after another.</summary>
    /// <param name="at">Where the search begins, year 1 to 9999.</param>
    /// <param name="zone">The zone on whose clock the hours are read.</param>
    /// <returns>The instant, or that nothing is open; the search ends after ten years without an open minute.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The instant is outside the years 1 to 9999.</exception>
    public OpeningSearch FirstOpen(Instant at, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        CivilYears.Require(at);
        var stretches = new OpenStretches(this, zone, at, OpenStretches.TenYears);
        return stretches.MoveNext() ? OpeningSearch.Found(stretches.Start) : OpeningSearch.Nothing;
    }

    /// <summary>The earliest instant at which so much open time has gone by since another.</summary>
    /// <remarks>So the end of a stretch that is used up, rather than the beginning of the next; nothing added is the instant itself, open or not.</remarks>
    /// <param name="at">Since when, year 1 to 9999.</param>
    /// <param name="open">Open time that elapses, zero or more.</param>
    /// <param name="zone">The zone on whose clock the hours are read.</param>
    /// <returns>The instant, or that nothing is open: too little in what is left of the calendar, or none within ten years of the last open minute.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The instant is outside the years 1 to 9999, or the time is below zero.</exception>
    public OpeningSearch AddOpenTime(Instant at, Duration open, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        CivilYears.Require(at);
        if (open < Duration.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(open), open, "The open time must be zero or more.");
        }

        if (open == Duration.Zero)
        {
            return OpeningSearch.Found(at);
        }

        var stretches = new OpenStretches(this, zone, at, OpenStretches.TenYears);
        while (stretches.MoveNext())
        {
            if (open <= stretches.End - stretches.Start)
            {
                return OpeningSearch.Found(stretches.Start + open);
            }

            open -= stretches.End - stretches.Start;
        }

        return OpeningSearch.Nothing;
    }

    /// <summary>The open time that elapses between two instants.</summary>
    /// <param name="start">The first instant, year 1 to 9999.</param>
    /// <param name="end">The second instant, not before the first, year 1 to 9999.</param>
    /// <param name="zone">The zone on whose clock the hours are read.</param>
    /// <returns>Zero up to the time between the two.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An instant is outside the years 1 to 9999, or the second is before the first.</exception>
    public Duration OpenTimeBetween(Instant start, Instant end, DateTimeZone zone)
    {
        var total = Duration.Zero;
        var stretches = Stretches(start, end, zone);
        while (stretches.MoveNext() && stretches.Start < end)
        {
            total += Instant.Min(stretches.End, end) - stretches.Start;
        }

        return total;
    }

    /// <summary>What is open between two instants, for the algebra of intervals.</summary>
    /// <param name="start">The first instant, year 1 to 9999.</param>
    /// <param name="end">The second instant, not before the first, year 1 to 9999.</param>
    /// <param name="zone">The zone on whose clock the hours are read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An instant is outside the years 1 to 9999, or the second is before the first.</exception>
    public IntervalSet<Instant> OpenBetween(Instant start, Instant end, DateTimeZone zone)
    {
        var open = new List<HalfOpenInterval<Instant>>();
        var stretches = Stretches(start, end, zone);
        while (stretches.MoveNext() && stretches.Start < end)
        {
            open.Add(new(stretches.Start, Instant.Min(stretches.End, end)));
        }

        return IntervalSet.Of(open);
    }

    private OpenStretches Stretches(Instant start, Instant end, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        CivilYears.Require(start);
        CivilYears.Require(end);
        if (end < start)
        {
            throw new ArgumentOutOfRangeException(nameof(end), end, "The second instant must not be before the first.");
        }

        return new OpenStretches(this, zone, start, Duration.FromDays(2) + (end - start));
    }
}
