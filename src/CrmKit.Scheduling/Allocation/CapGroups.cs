namespace CrmKit.Scheduling;

/// <summary>The groups that caps count: all, the channels, then the two kinds.</summary>
internal static class CapGroups
{
    public const int All = 0;

    /// <summary>How many groups there are.</summary>
    public static int Count(int channels) => channels + 3;

    public static int OfChannel(int channel) => 1 + channel;

    public static int OfKind(int channels, int kind) => 1 + channels + kind;

    /// <summary>The group that a cap counts, or null where the name means nothing.</summary>
    public static int? Of(RollingCap cap, ImmutableArray<string> channels) => cap.Group switch
    {
        null => null,
        "all" => All,
        "value" => OfKind(channels.Length, (int)ContactKind.Value),
        "pitch" => OfKind(channels.Length, (int)ContactKind.Pitch),
        _ => channels.IndexOf(cap.Group) is >= 0 and var channel ? OfChannel(channel) : null,
    };
}
