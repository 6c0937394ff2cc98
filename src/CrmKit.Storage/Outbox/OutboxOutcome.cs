namespace CrmKit.Storage;

/// <summary>How a worker lets go of a row.</summary>
public sealed record OutboxOutcome
{
    private OutboxOutcome(OutboxState state, Reason? reason, Instant? dueAt, bool suppressesPoint = false)
    {
        State = state;
        Reason = reason;
        DueAt = dueAt;
        SuppressesPoint = suppressesPoint;
    }

    /// <summary>It left. Allowed from <see cref="OutboxState.Sending"/>; the store adds the touch to the timeline in the same transaction.</summary>
    public static OutboxOutcome Sent { get; } = new(OutboxState.Sent, reason: null, dueAt: null);

    /// <summary>The state that the row goes to.</summary>
    public OutboxState State { get; }

    /// <summary>Why.</summary>
    public Reason? Reason { get; }

    /// <summary>When it is due again; for <see cref="OutboxState.Due"/> alone.</summary>
    public Instant? DueAt { get; }

    /// <summary>Whether the row's contact point must never be used again; for <see cref="OutboxState.Dead"/> alone.</summary>
    public bool SuppressesPoint { get; }

    /// <summary>It did not leave and is to be tried again. Allowed from <see cref="OutboxState.Claimed"/> and <see cref="OutboxState.Sending"/>.</summary>
    /// <param name="dueAt">When.</param>
    /// <param name="reason">Why.</param>
    public static OutboxOutcome Postponed(Instant dueAt, Reason reason) => new(OutboxState.Due, reason, dueAt);

    /// <summary>Nothing was done with it: it is due as it was before the claim. Allowed from <see cref="OutboxState.Claimed"/>.</summary>
    /// <param name="dueAt">When it was due.</param>
    public static OutboxOutcome Released(Instant dueAt) => new(OutboxState.Due, reason: null, dueAt);

    /// <summary>It waits for a later planning: its message lacks a value, its address was replaced, or a rule failed. Allowed from <see cref="OutboxState.Claimed"/>.</summary>
    /// <param name="reason">What it waits for.</param>
    public static OutboxOutcome Held(Reason reason) => new(OutboxState.Held, reason, dueAt: null);

    /// <summary>It will never leave. Allowed from <see cref="OutboxState.Claimed"/> and <see cref="OutboxState.Sending"/>.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="suppressesPoint">Whether the store suppresses the row's contact point in the same transaction, as a <see cref="Suppression"/> does.</param>
    public static OutboxOutcome Dead(Reason reason, bool suppressesPoint = false) => new(OutboxState.Dead, reason, dueAt: null, suppressesPoint);

    /// <summary>Nobody knows whether it left. Allowed from <see cref="OutboxState.Sending"/>.</summary>
    /// <param name="reason">Why.</param>
    public static OutboxOutcome Uncertain(Reason reason) => new(OutboxState.Uncertain, reason, dueAt: null);

    /// <summary>Whether a row may go from one state to this outcome's.</summary>
    /// <param name="from">Where the row stands.</param>
    public bool IsAllowedFrom(OutboxState from) => State switch
    {
        OutboxState.Sent or OutboxState.Uncertain => from == OutboxState.Sending,
        OutboxState.Held => from == OutboxState.Claimed,
        OutboxState.Due when Reason is null => from == OutboxState.Claimed,
        _ => from is OutboxState.Claimed or OutboxState.Sending,
    };
}
