using System.Collections.Frozen;
using NodaTime.TimeZones;

namespace CrmKit.Import;

/// <summary>The zones that a calendar names. Not thread-safe.</summary>
internal sealed class CalendarZones
{
    /// <summary>What an unreadable TZID should have been.</summary>
    public const string Expected = "a time zone by its IANA id or the one that Windows gives it, or a VTIMEZONE before the event that names one as X-LIC-LOCATION";

    private const int MaxNames = 10_000;
    private const int MaxName = 255;

    private static readonly FrozenDictionary<string, string> Ids = KnownIds();

    private readonly Dictionary<string, DateTimeZone> _named = new(StringComparer.Ordinal);

    /// <summary>Takes what a VTIMEZONE says of the zone that it names. What is no zone, or more names than anybody uses, is passed over: whoever refers to it gets the fault.</summary>
    public void Add(string name, string location)
    {
        if (name.Length <= MaxName && _named.Count < MaxNames && Known(location) is { } zone)
        {
            _named[name] = zone;
        }
    }

    /// <summary>The zone of a TZID; <c>null</c> where nobody knows it.</summary>
    public DateTimeZone? Find(string name) => Known(name) ?? _named.GetValueOrDefault(name) ?? OfPath(name);

    private static DateTimeZone? Known(string name) => name.Length <= MaxName && Ids.TryGetValue(name, out var id) ? DateTimeZoneProviders.Tzdb[id] : null;

    /// <summary>The longest end of a path that is an id; a single word only where it is UTC, for others are too short to be sure of.</summary>
    private static DateTimeZone? OfPath(string name)
    {
        if (name.Length > MaxName)
        {
            return null;
        }

        for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = name.IndexOf('/', slash + 1))
        {
            var end = name[(slash + 1)..];
            if ((end.Contains('/', StringComparison.Ordinal) || end.Equals("UTC", StringComparison.OrdinalIgnoreCase)) && Known(end) is { } zone)
            {
                return zone;
            }
        }

        return null;
    }

    private static FrozenDictionary<string, string> KnownIds()
    {
        var ids = new Dictionary<string, string>(TzdbDateTimeZoneSource.Default.WindowsToTzdbIds, StringComparer.OrdinalIgnoreCase);
        foreach (var id in DateTimeZoneProviders.Tzdb.Ids)
        {
            ids[id] = id;
        }

        return ids.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
