using CrmKit.Calendars;
using NodaTime.TimeZones;

namespace CrmKit;

/// <summary>The hours of a table by region, channel and purpose; where the table has no row, one stretch of quiet hours for everybody.</summary>
/// <remarks>
/// The table's words for channels are those of <see cref="ChannelCode"/>, for purposes those of <see cref="Purpose.Code"/>. Unless told otherwise, a person's region is the country
/// that the zone data name for the person's zone: where the law parts subdivisions, the program hands in a way to tell them.
/// </remarks>
public sealed class HoursByRegion : IContactHours
{
    private static readonly Lazy<Dictionary<string, string>> Countries = new(static () => ReadCountries());

    private readonly ContactHoursTable _table;
    private readonly QuietHours _otherwise;
    private readonly Func<TouchIntent, GateFacts, string?> _regionOf;

    /// <summary>Creates hours.</summary>
    /// <param name="table">The table.</param>
    /// <param name="otherwise">The quiet hours where it has no row.</param>
    /// <param name="regionOf">The ISO 3166 code of where a person is, <c>null</c> where that is not known; pure. Default <see cref="CountryOf"/> of the person's zone.</param>
    public HoursByRegion(ContactHoursTable table, QuietHours otherwise, Func<TouchIntent, GateFacts, string?>? regionOf = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        _table = table;
        _otherwise = otherwise;
        _regionOf = regionOf ?? (static (_, facts) => CountryOf(facts.Zone.Zone));
    }

    /// <inheritdoc/>
    public string Setting => $"{string.Join("; ", _table.Rules.Select(rule => $"{rule}: {rule.Provenance}").Order(StringComparer.Ordinal))}; otherwise {_otherwise}";

    /// <summary>The table's word for a channel, for example <c>phone</c>.</summary>
    /// <param name="channel">The channel.</param>
    public static string ChannelCode(Channel channel) => DocumentCodes.Channels.CodeOf(channel);

    /// <summary>The ISO 3166 code of the country that the zone data name for a zone; <c>null</c> where they name none, as for UTC.</summary>
    /// <param name="zone">The zone.</param>
    public static string? CountryOf(DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return Countries.Value.GetValueOrDefault(zone.Id);
    }

    /// <inheritdoc/>
    public HoursClosure? ClosureAt(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        var answer = _table.Ask(_regionOf(intent, facts), ChannelCode(intent.Point.Channel), intent.Purpose.Code, at, facts.Zone.Zone);
        if (answer.Rule is not { } rule)
        {
            return new DailyQuiet(_otherwise).ClosureAt(intent, facts, at);
        }

        return answer.IsQuiet
            ? new HoursClosure(answer.FirstAllowed.At is { } open ? Reopening.At(open) : Reopening.OnNewFact, rule.ToString(), rule.Provenance)
            : null;
    }

    // An alias is where the zone is that it stands for.
    private static Dictionary<string, string> ReadCountries()
    {
        var source = TzdbDateTimeZoneSource.Default;
        var byZone = source.ZoneLocations?.ToDictionary(location => location.ZoneId, location => location.CountryCode, StringComparer.Ordinal) ?? [];
        foreach (var (alias, canonical) in source.CanonicalIdMap)
        {
            if (byZone.TryGetValue(canonical, out var country))
            {
                byZone.TryAdd(alias, country);
            }
        }

        return byZone;
    }
}
