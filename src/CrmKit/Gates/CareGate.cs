using CrmKit.Calendars;

namespace CrmKit;

/// <summary>Closed for a pitch to a person who is to be spared: nothing is sold by machine, and a human decides.</summary>
public sealed class CareGate : IGate
{
    /// <summary>The name of the rule.</summary>
    public const string Name = "care";

    /// <inheritdoc/>
    public string Rule => Name;

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.CareFlags.IsEmpty || !TouchClassRules.MayStop(GateAspect.Care, intent.Class, intent.Kind))
        {
            return GateVerdict.Open;
        }

        var zone = facts.Zone.Zone;
        var today = at.InZone(zone).Date;
        CareFlag? longest = null;
        foreach (var flag in facts.CareFlags)
        {
            if (flag.HoldsOn(today) && (longest is null || EndsLater(flag, longest)))
            {
                longest = flag;
            }
        }

        return longest is null ? GateVerdict.Open : Closed(longest, zone);
    }

    private GateVerdict Closed(CareFlag flag, DateTimeZone zone)
    {
        var kind = ReasonArgument.Of("kind", flag.Kind.ToString());
        var verdict = flag.Until is { } until && until < LocalDate.MaxIsoValue
            ? GateVerdict.Closed(Rule, new Reason(ReasonCodes.Care, kind, ReasonArgument.Of("until", until)), Reopening.At(zone.StartOf(until.PlusDays(1))))
            : GateVerdict.Closed(Rule, new Reason(ReasonCodes.Care, kind), Reopening.OnNewFact);
        return verdict with { IsForStaff = true };
    }

    // An end that is not known lies behind every one that is; of two equal ones the kind decides, so that the reason does not depend on their order.
    private static bool EndsLater(CareFlag flag, CareFlag other) =>
        (flag.Until ?? LocalDate.MaxIsoValue, flag.Kind).CompareTo((other.Until ?? LocalDate.MaxIsoValue, other.Kind)) > 0;
}
