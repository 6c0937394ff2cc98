namespace CrmKit;

/// <summary>Closed for a channel that the business does not use, and for one over which the person wants to hear nothing.</summary>
/// <remarks>That a candidate admits only some channels is seen to where it becomes an intent: <see cref="TouchCandidate.ToIntent(ContactPoint, GateFacts)"/>.</remarks>
/// <param name="offered">The channels that the business uses.</param>
public sealed class ChannelGate(params ImmutableArray<Channel> offered) : IGate
{
    private readonly ImmutableArray<Channel> _offered = offered.IsDefault ? throw new ArgumentNullException(nameof(offered)) : offered;

    /// <inheritdoc/>
    public string Rule => "channel";

    /// <inheritdoc/>
    public string Setting => string.Join(", ", _offered);

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        var channel = intent.Point.Channel;
        if (!_offered.Contains(channel) && TouchClassRules.MayStop(GateAspect.ChannelOffered, intent.Class, intent.Kind))
        {
            return Closed(ReasonCodes.ChannelNotOffered, channel, Reopening.Never);
        }

        return TouchClassRules.MayStop(GateAspect.ChannelRefused, intent.Class, intent.Kind) && IsRefused(facts.Blocks, channel)
            ? Closed(ReasonCodes.ChannelRefused, channel, Reopening.OnNewFact)
            : GateVerdict.Open;
    }

    private static bool IsRefused(ImmutableArray<ContactBlock> blocks, Channel channel)
    {
        foreach (var block in blocks)
        {
            if (block.IsRefusedChannel && block.Channel == channel)
            {
                return true;
            }
        }

        return false;
    }

    private GateVerdict Closed(string code, Channel channel, Reopening reopening) =>
        GateVerdict.Closed(Rule, new Reason(code, ReasonArgument.Of("channel", channel.ToString())), reopening);
}
