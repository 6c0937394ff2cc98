namespace CrmKit.Scheduling;

/// <summary>The channels of a horizon in their fixed order, and one more for contacts through any other.</summary>
internal sealed class HorizonChannels(IEnumerable<Channel> used)
{
    private readonly Channel[] _channels = [.. used.Distinct().Order()];

    /// <summary>The channels and the one beside them.</summary>
    public int Count => _channels.Length + 1;

    public Channel this[int index] => _channels[index];

    /// <summary>The channels without the one beside them.</summary>
    public ReadOnlySpan<Channel> Used => _channels;

    public ImmutableArray<string> Names => [.. _channels.Select(channel => channel.ToString()), "other"];

    public int IndexOf(Channel channel) => Array.IndexOf(_channels, channel) is >= 0 and var index ? index : _channels.Length;
}
