using CrmKit.Calendars;

namespace CrmKit;

/// <summary>Closed on the days on which the business contacts nobody, and on those on which the person wants to hear nothing.</summary>
/// <remarks>Both are days where the person is. Where no day is found free, ten years of days tried, only a new fact opens the gate.</remarks>
/// <param name="blackouts">The days of the business.</param>
public sealed class BlackoutGate(params ImmutableArray<IBlackoutDays> blackouts) : IGate
{
    /// <summary>The name of the rule.</summary>
    public const string Name = "blackout";

    // A calendar of the program's own may close every day there is.
    private const int MostTries = 3660;

    private readonly ImmutableArray<IBlackoutDays> _blackouts = blackouts.IsDefault ? throw new ArgumentNullException(nameof(blackouts)) : blackouts;

    /// <inheritdoc/>
    public string Rule => Name;

    /// <inheritdoc/>
    public string? Setting => _blackouts.IsEmpty ? null : string.Join("; ", _blackouts);

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        if (_blackouts.IsEmpty && facts.Blocks.IsEmpty)
        {
            return GateVerdict.Open;
        }

        var day = at.InZone(facts.Zone.Zone).Date;
        return Closed(intent, facts, day) is { } reason ? GateVerdict.Closed(Rule, reason, Opens(intent, facts, day)) : GateVerdict.Open;
    }

    private Reopening Opens(TouchIntent intent, GateFacts facts, LocalDate day)
    {
        var zone = facts.Zone.Zone;
        for (var tries = 0; tries < MostTries; tries++)
        {
            // A block of the person is passed in one step, and one without an end never.
            if (MayBlock(intent) && BlockOn(facts, intent.Point.Channel, day) is { } block)
            {
                if (block.Until is not { } until)
                {
                    break;
                }

                day = until;
            }

            if (day >= LocalDate.MaxIsoValue)
            {
                break;
            }

            day = day.PlusDays(1);
            if (Closed(intent, facts, day) is not null)
            {
                continue;
            }

            // A day that the zone left out begins with the next one, and is none to wait for.
            var start = zone.StartOf(day);
            if (start.InZone(zone).Date == day)
            {
                return Reopening.At(start);
            }
        }

        return Reopening.OnNewFact;
    }

    private Reason? Closed(TouchIntent intent, GateFacts facts, LocalDate day)
    {
        var channel = intent.Point.Channel;
        if (TouchClassRules.MayStop(GateAspect.Blackout, intent.Class, intent.Kind))
        {
            foreach (var blackout in _blackouts)
            {
                if (blackout.NameOn(day, channel) is { } name)
                {
                    return new Reason(ReasonCodes.Blackout, ReasonArgument.Of("name", name), ReasonArgument.Of("day", day), ReasonArgument.Of("channel", channel.ToString()));
                }
            }
        }

        return MayBlock(intent) && BlockOn(facts, channel, day) is { } block ? Blocked(block, channel, day) : null;
    }

    private static bool MayBlock(TouchIntent intent) => TouchClassRules.MayStop(GateAspect.BlockedDay, intent.Class, intent.Kind);

    // Of several blocks the one that lasts longest. A refused channel is the channel gate's: it is no matter of days.
    private static ContactBlock? BlockOn(GateFacts facts, Channel channel, LocalDate day)
    {
        ContactBlock? longest = null;
        foreach (var block in facts.Blocks)
        {
            if (!block.IsRefusedChannel && block.Covers(channel, day) && (longest is null || !(block.Until <= longest.Until)))
            {
                longest = block;
                if (block.Until is null)
                {
                    break;
                }
            }
        }

        return longest;
    }

    private static Reason Blocked(ContactBlock block, Channel channel, LocalDate day)
    {
        var (on, over) = (ReasonArgument.Of("day", day), ReasonArgument.Of("channel", channel.ToString()));
        return block.Until is { } until
            ? new Reason(ReasonCodes.BlockedDay, on, over, ReasonArgument.Of("until", until))
            : new Reason(ReasonCodes.BlockedDay, on, over);
    }
}
