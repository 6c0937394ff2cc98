using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>Why one contact was made, will be, or was not: from what was stored when it was decided, never computed again.</summary>
public sealed record TouchExplanation
{
    /// <summary>The contact.</summary>
    public required TouchKey Touch { get; init; }

    /// <summary>Where it stands.</summary>
    public required TouchStanding Standing { get; init; }

    /// <summary>
    /// Why it stands there: what stopped, held or put off a planned contact, else what the last planning decided; <c>null</c> where nothing was ever decided.
    /// </summary>
    public Reason? Because { get; init; }

    /// <summary>What the plannings decided, oldest first, repetitions shown once; each with the rules in force, the facts relied on and the version of the zone data.</summary>
    public ImmutableArray<DecisionSpan> Decisions { get; init; } = [];

    /// <summary>The effect in the outbox; <c>null</c> where it was never planned.</summary>
    public OutboxRow? Row { get; init; }

    /// <summary>When it left; <c>null</c> where it did not, or nobody knows.</summary>
    public Instant? LeftAt { get; init; }

    /// <summary>Puts the answer together.</summary>
    /// <param name="touch">The contact, under the id of the person.</param>
    /// <param name="decisions">The stored decisions about the person, oldest first.</param>
    /// <param name="row">The effect in the outbox; <c>null</c> for none.</param>
    /// <param name="left">The touch on the timeline; <c>null</c> for none.</param>
    public static TouchExplanation Of(TouchKey touch, IEnumerable<PlanDecision> decisions, OutboxRow? row, Touch? left)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        var spans = DecisionSpan.Of(decisions.Where(decision => decision.Key == touch));
        var last = spans.IsEmpty ? null : spans[^1].Last;

        // What is held is decided anew by every planning after it.
        var decidesRow = row is not null && !(row.State == OutboxState.Held && last is { Outcome: not PlanOutcome.Planned } && last.DecidedAt > row.ChangedAt);
        var standing = decidesRow ? Of(row!.State) : left is not null ? TouchStanding.Sent : Of(last?.Outcome);
        return new TouchExplanation
        {
            Touch = touch,
            Standing = standing,
            Because = (decidesRow ? row!.StateReason : null) ?? last?.DecidedBecause,
            Decisions = spans,
            Row = row,
            LeftAt = row is { State: OutboxState.Sent } ? row.ChangedAt : left?.OccurredAt,
        };
    }

    private static TouchStanding Of(OutboxState state) => state switch
    {
        OutboxState.Due or OutboxState.Claimed => TouchStanding.Planned,
        OutboxState.Sending => TouchStanding.Leaving,
        OutboxState.Sent => TouchStanding.Sent,
        OutboxState.Uncertain => TouchStanding.Uncertain,
        OutboxState.Held => TouchStanding.Held,
        OutboxState.Dead => TouchStanding.Stopped,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };

    private static TouchStanding Of(PlanOutcome? outcome) => outcome switch
    {
        null => TouchStanding.NeverProposed,
        PlanOutcome.Planned => TouchStanding.Planned,
        PlanOutcome.Deferred => TouchStanding.Deferred,
        PlanOutcome.Refused => TouchStanding.Refused,
        PlanOutcome.ForStaff => TouchStanding.ForStaff,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Unknown outcome."),
    };
}
