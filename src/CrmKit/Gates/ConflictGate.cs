namespace CrmKit;

/// <summary>Closed while a complaint of the person is open: who waits for an answer hears neither offers nor greetings.</summary>
/// <remarks>
/// A contact that regards one of the open complaints (<see cref="TouchIntent.Regards"/>), such as the question how it stands, passes. A complaint counts as soon as it is
/// known, whatever its time: clocks differ and go back.
/// </remarks>
public sealed class ConflictGate : IGate
{
    /// <summary>The name of the rule.</summary>
    public const string Name = "conflict";

    /// <inheritdoc/>
    public string Rule => Name;

    /// <inheritdoc/>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.OpenComplaints.IsDefaultOrEmpty || !TouchClassRules.MayStop(GateAspect.Conflict, intent.Class, intent.Kind))
        {
            return GateVerdict.Open;
        }

        OpenComplaint? longest = null;
        var count = 0;
        foreach (var complaint in facts.OpenComplaints)
        {
            if (complaint.SettledAt <= at)
            {
                continue;
            }

            if (complaint.Key == intent.Regards)
            {
                return GateVerdict.Open;
            }

            count++;
            longest = longest is null || SettledLater(complaint, longest) ? complaint : longest;
        }

        return longest is null ? GateVerdict.Open : Closed(facts, longest, count);
    }

    private GateVerdict Closed(GateFacts facts, OpenComplaint longest, int count)
    {
        var reason = new Reason(
            ReasonCodes.ComplaintOpen,
            ReasonArgument.Of("complaint", longest.Key.Value),
            ReasonArgument.Of("since", longest.MadeAt.InZone(facts.Zone.Zone).Date),
            ReasonArgument.Of("open", count));
        return GateVerdict.Closed(Rule, reason, longest.SettledAt is { } settled ? Reopening.At(settled) : Reopening.OnNewFact);
    }

    // An end that is not known lies behind every one that is; of equal ones the older complaint decides, so that the reason does not depend on their order.
    private static bool SettledLater(OpenComplaint complaint, OpenComplaint other)
    {
        var order = (complaint.SettledAt ?? Instant.MaxValue).CompareTo(other.SettledAt ?? Instant.MaxValue);
        order = order != 0 ? order : other.MadeAt.CompareTo(complaint.MadeAt);
        return order > 0 || (order == 0 && string.CompareOrdinal(complaint.Key.Value, other.Key.Value) < 0);
    }
}
