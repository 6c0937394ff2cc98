using CrmKit.Calendars;

namespace CrmKit.Scheduling;

/// <summary>The days of the horizon for one person: capacities count business-local days, caps those of the person, and a contact lies in both.</summary>
/// <remarks>Day t of the business is one day of the person, the one that it is there at the business's noon, so that the days of both follow each other one to one.</remarks>
internal readonly struct PersonDays
{
    private readonly DateTimeZone _business;
    private readonly DateTimeZone _zone;
    private readonly LocalDate _first;
    private readonly LocalDate _personFirst;
    private readonly Instant _now;

    public PersonDays(DateTimeZone business, LocalDate first, DateTimeZone zone, Instant now)
    {
        (_business, _zone, _first, _now) = (business, zone, first, now);

        // Noon on the clock: twelve hours after midnight it is eleven or one on the days on which the clocks change.
        _personFirst = first.At(LocalTime.Noon).InZoneLeniently(business).WithZone(zone).Date;
    }

    public LocalDate BusinessDay(int day) => _first.PlusDays(day);

    public LocalDate PersonDay(int day) => _personFirst.PlusDays(day);

    /// <summary>The number of a person's day in the horizon; outside it below 0 or beyond its end.</summary>
    public int IndexOf(LocalDate day) => Period.DaysBetween(_personFirst, day);

    public int IndexOf(Instant at) => IndexOf(at.InZone(_zone).Date);

    /// <summary>The stretch that a day of the business and its day of the person share, from now on; empty where end is not after start.</summary>
    public (Instant Start, Instant End) Window(int day)
    {
        var start = Instant.Max(_business.StartOf(_first.PlusDays(day)), _zone.StartOf(_personFirst.PlusDays(day)));
        var end = Instant.Min(_business.StartOf(_first.PlusDays(day + 1)), _zone.StartOf(_personFirst.PlusDays(day + 1)));
        return (Instant.Max(start, _now), end);
    }
}
