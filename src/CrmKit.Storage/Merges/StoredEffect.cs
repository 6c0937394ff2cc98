namespace CrmKit.Storage;

/// <summary>An outbox row as far as merging looks at it. For those who write a store.</summary>
/// <param name="Key">The effect under the id of the record that it was recorded under, not of the person.</param>
/// <param name="State">Where it stands.</param>
/// <param name="GaveWayTo">The record to whose row it gave way at a merge; <c>null</c> where it did not. Such a row is dead for the reason <see cref="ReasonCodes.Merged"/>.</param>
public readonly record struct StoredEffect(TouchKey Key, OutboxState State, CustomerId? GaveWayTo)
{
    /// <summary>Whether it may still leave: due, claimed or held.</summary>
    public bool IsPending => State is OutboxState.Due or OutboxState.Claimed or OutboxState.Held;

    /// <summary>How far it got, for the choice between two of one reason and occurrence; meaningless for a dead one.</summary>
    internal int Progress => State switch
    {
        OutboxState.Sent => 6,
        OutboxState.Uncertain => 5,
        OutboxState.Sending => 4,
        OutboxState.Claimed => 3,
        OutboxState.Due => 2,
        OutboxState.Held => 1,
        _ => 0,
    };

    /// <summary>Whether it is dead because it gave way at a merge.</summary>
    internal bool IsDeadByMerge => State == OutboxState.Dead && GaveWayTo is not null;
}
