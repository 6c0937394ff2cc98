using NodaTime.TimeZones;

namespace CrmKit.Import;

/// <summary>How a file of a whole timeline is read.</summary>
public sealed record TimelineCsvOptions
{
    /// <summary>How dates, amounts and fields are written. Default: comma, ISO dates, invariant culture.</summary>
    public CsvFormat Format { get; init; } = new();

    /// <summary>The zone of the business, in which dates and times of day are told.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>The form of the column <c>date</c> where it tells the time too, as a .NET or NodaTime pattern, for example <c>dd.MM.yyyy HH:mm</c>; <c>null</c> for the format's dates. Default: <c>null</c>.</summary>
    public string? DatePattern { get; init; }

    /// <summary>What a time is that the clocks of the business show twice or never. Default: a fault.</summary>
    public ZoneLocalMappingResolver TimeResolver { get; init; } = Resolvers.StrictResolver;

    /// <summary>The currency of amounts whose row states none; <c>null</c>: every purchase and return must state one.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Put before every key, also before those that rows refer to, to tell this source from others; at most 100 characters. Default: empty.</summary>
    public string KeyPrefix { get; init; } = string.Empty;

    /// <summary>Keys, prefix included, under which something else is recorded where the events go; their rows are set aside (<see cref="RejectReason.KnownKey"/>). Default: none.</summary>
    /// <remarks>They need somebody who takes rows that are set aside.</remarks>
    public IReadOnlySet<EventKey> KeysInConflict { get; init; } = KeyConflicts.None;

    /// <summary>What the file calls its columns where it does not use the usual names, from the usual one to its own. Default: none.</summary>
    public ImmutableDictionary<string, string> ColumnNames { get; init; } = ImmutableDictionary<string, string>.Empty;
}
