namespace CrmKit.Scheduling;

/// <summary>What settles the instants of a day.</summary>
public sealed record SlotOptions
{
    /// <summary>The zone of the business; its hours are what limits count in.</summary>
    public required DateTimeZone BusinessZone { get; init; }

    /// <summary>Most contacts an hour, of the channels that have a limit. Default none.</summary>
    public ImmutableDictionary<Channel, HourlyLimit> HourlyLimits
    {
        get;
        init => field = value ?? ImmutableDictionary<Channel, HourlyLimit>.Empty;
    } = ImmutableDictionary<Channel, HourlyLimit>.Empty;

    /// <summary>Spreads contacts inside an hour, the same way in every run. Default 0.</summary>
    public ulong Seed { get; init; }
}
