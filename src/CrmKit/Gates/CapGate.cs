using CrmKit.Calendars;

namespace CrmKit;

/// <summary>Closed where one more contact would overfill some run of consecutive customer-local days of some cap, earlier and promised contacts counted.</summary>
/// <remarks>The verdict names the cap that is full the longest, the contacts that fill it, and opens at the first midnight from which all caps are kept.</remarks>
/// <param name="caps">The caps; each stops the contacts of its own group.</param>
public sealed class CapGate(params ImmutableArray<GroupCap> caps) : IGate
{
    /// <summary>The name of the rule.</summary>
    public const string Name = "cap";

    // Facts and reasons go together: beyond so many contacts a reason is read by nobody.
    private const int MostNamed = 10;

    private readonly ImmutableArray<GroupCap> _caps = caps.IsDefault ? throw new ArgumentNullException(nameof(caps)) : caps;

    /// <summary>One cap on all contacts.</summary>
    /// <param name="cap">The cap.</param>
    public CapGate(TouchCap cap)
        : this(GroupCap.OnAll(cap))
    {
    }

    /// <inheritdoc/>
    public string Rule => Name;

    /// <inheritdoc/>
    public string Setting => string.Join("; ", _caps);

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        if (!TouchClassRules.MayStop(GateAspect.Cap, intent.Class, intent.Kind))
        {
            return GateVerdict.Open;
        }

        var day = at.InZone(facts.Zone.Zone).Date;
        CapStanding? longest = null;
        foreach (var cap in _caps)
        {
            if (!cap.Cap.IsNone && cap.Group.Holds(intent))
            {
                var standing = cap.StandingOn(facts, day, intent.Key);
                if (standing.IsFull && (longest is not { } other || FreesLater(standing, other)))
                {
                    longest = standing;
                }
            }
        }

        return longest is { } full ? GateVerdict.Closed(Rule, Why(full, intent, facts, day), Opens(intent, facts, full)) : GateVerdict.Open;
    }

    private static bool FreesLater(CapStanding standing, CapStanding other) =>
        other.FreeOn is { } known && (standing.FreeOn is not { } free || free > known);

    private static Reason Why(CapStanding full, TouchIntent intent, GateFacts facts, LocalDate day)
    {
        var contacts = full.Cap.FilledBy(facts, day, intent.Key);
        var zone = facts.Zone.Zone;
        var named = string.Join("; ", contacts.Take(MostNamed).Select(contact => $"{IsoText.Of(contact.At.InZone(zone).Date)} {contact.Key.Reason} ({contact.Channel})"));
        var more = contacts.Length > MostNamed ? $"; {contacts.Length - MostNamed} more" : string.Empty;
        return new Reason(
            ReasonCodes.CapReached,
            ReasonArgument.Of("group", full.Cap.Group.ToString()),
            ReasonArgument.Of("made", full.Filled),
            ReasonArgument.Of("cap", full.Cap.Cap.Max),
            ReasonArgument.Of("window", full.Cap.Cap.WindowDays),
            ReasonArgument.Of("by", named + more));
    }

    /// <summary>The first midnight from which every cap is kept: each frees later days for itself, and may be full again on one that another freed.</summary>
    private Reopening Opens(TouchIntent intent, GateFacts facts, CapStanding full)
    {
        var zone = facts.Zone.Zone;
        var day = full.FreeOn;
        while (day is { } free)
        {
            day = FreeOfAll(intent, facts, free);
            if (day == free)
            {
                var start = zone.StartOf(free);
                if (start.InZone(zone).Date == free)
                {
                    return Reopening.At(start);
                }

                // A day that the zone left out begins with the next one, and is none to wait for.
                day = free.PlusDays(1);
            }
        }

        return Reopening.OnNewFact;
    }

    private LocalDate? FreeOfAll(TouchIntent intent, GateFacts facts, LocalDate day)
    {
        var latest = day;
        foreach (var cap in _caps)
        {
            if (!cap.Cap.IsNone && cap.Group.Holds(intent))
            {
                if (cap.StandingOn(facts, latest, intent.Key).FreeOn is not { } free)
                {
                    return null;
                }

                latest = free;
            }
        }

        return latest;
    }
}
