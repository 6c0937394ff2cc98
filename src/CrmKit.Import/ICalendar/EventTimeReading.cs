namespace CrmKit.Import;

/// <summary>Reads the times of an event's properties.</summary>
internal sealed class EventTimeReading(CalendarZones zones, string fileName)
{
    private const long MaxSeconds = 400L * 366 * 86_400;

    /// <summary>The one time of a property.</summary>
    /// <exception cref="ImportFaultException">It is none, or its zone is unknown.</exception>
    public CalendarTime Read(ContentProperty property)
    {
        if (property.IsOfType("PERIOD"))
        {
            throw Fault(property, CalendarTimes.ExpectedTime);
        }

        return Read(property, property.Value.AsSpan().Trim(), Zone(property));
    }

    /// <summary>The times of a list, and the lengths of those that are periods.</summary>
    /// <exception cref="ImportFaultException">One is none, or their zone is unknown.</exception>
    public IEnumerable<(CalendarTime Time, Period? Length)> List(ContentProperty property)
    {
        var zone = Zone(property);
        var arePeriods = property.IsOfType("PERIOD");
        if (string.IsNullOrWhiteSpace(property.Value))
        {
            // Some writers state a list without anything in it.
            yield break;
        }

        foreach (var part in property.Value.Split(','))
        {
            var slash = arePeriods ? part.IndexOf('/', StringComparison.Ordinal) : -1;
            if (!arePeriods)
            {
                yield return (Read(property, part.AsSpan().Trim(), zone), null);
                continue;
            }

            var start = slash < 0 ? throw Fault(property, "a period as start/end or start/duration") : Read(property, part.AsSpan(0, slash).Trim(), zone);
            var end = part.AsSpan(slash + 1).Trim();
            yield return (start, end is ['P' or 'p' or '+', ..] ? Duration(property, end) : Between(property, start, Read(property, end, zone)));
        }
    }

    /// <summary>The length up to an end.</summary>
    /// <exception cref="ImportFaultException">It is none, or lies before the start.</exception>
    public Period LengthTo(CalendarTime start, ContentProperty end) => Between(end, start, Read(end));

    private Period Between(ContentProperty property, CalendarTime start, CalendarTime end)
    {
        if (start.Clock == CalendarClock.Date)
        {
            if (end.Local.TimeOfDay != LocalTime.Midnight || end.Local < start.Local)
            {
                throw Fault(property, "a date no earlier than the start, as the start is one");
            }

            // An end is the first day after, but many writers state the day itself.
            return Period.FromDays(Math.Max(1, Period.DaysBetween(start.Local.Date, end.Local.Date)));
        }

        // A zone may stand beside the start alone.
        var seconds = end.Clock switch
        {
            CalendarClock.Zone when start.Instant is { } first => end.Instant!.Value.ToUnixTimeSeconds() - first.ToUnixTimeSeconds(),
            CalendarClock.Floating => Seconds(start.Local, end.Local),
            _ => throw Fault(property, "a time on the clock of the start"),
        };
        return seconds is >= 0 and <= MaxSeconds ? Period.FromSeconds(seconds) : throw Fault(property, "a time no earlier than the start, at most 400 years later");
    }

    private static long Seconds(LocalDateTime start, LocalDateTime end) =>
        ((long)Period.DaysBetween(start.Date, end.Date) * NodaConstants.SecondsPerDay) + ((end.TimeOfDay.NanosecondOfDay - start.TimeOfDay.NanosecondOfDay) / NodaConstants.NanosecondsPerSecond);

    private Period Duration(ContentProperty property, ReadOnlySpan<char> text) => CalendarTimes.TryDuration(text, out var length) ? length : throw Fault(property, CalendarTimes.ExpectedDuration);

    private CalendarTime Read(ContentProperty property, ReadOnlySpan<char> text, DateTimeZone? zone)
    {
        var mustBeDate = property.IsOfType("DATE");
        return CalendarTimes.TryRead(text, zone, out var time) && (!mustBeDate || time.Clock == CalendarClock.Date) && (time.Clock != CalendarClock.Date || mustBeDate || property.Parameter("VALUE") is null)
            ? time
            : throw Fault(property, mustBeDate ? CalendarTimes.ExpectedDate : CalendarTimes.ExpectedTime);
    }

    private DateTimeZone? Zone(ContentProperty property)
    {
        if (property.Parameter("TZID") is not { } name || property.IsOfType("DATE"))
        {
            return null;
        }

        return zones.Find(name.Trim()) ?? throw Fault(property, CalendarZones.Expected);
    }

    private ImportFaultException Fault(ContentProperty property, string expected) => new(fileName, property.Line, property.Name, expected) { Reason = RejectReason.Date };
}
