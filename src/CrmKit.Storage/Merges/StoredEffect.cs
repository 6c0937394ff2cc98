namespace CrmKit.Storage;

/// <summary>An outbox row as far as merging looks at it. For those who write a store.</summary>
/// <param name="Key">The effect under the id of the record that it was recorded under, not of the person.</param>
/// <param name="State">Where it stands.</param>
/// <param name="IsDeadByMerge">Whether it is dead for the reason <see cref="ReasonCodes.Merged"/>.</param>
public readonly record struct StoredEffect(TouchKey Key, OutboxState State, bool IsDeadByMerge)
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
}
