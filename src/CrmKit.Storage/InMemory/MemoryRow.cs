namespace CrmKit.Storage;

/// <summary>An outbox row with what only the store sees of it.</summary>
/// <param name="Row">The row under the id of the record that it was recorded under.</param>
/// <param name="Token">The claim that holds it; <c>null</c> where none does.</param>
/// <param name="LeaseUntil">When the claim ends.</param>
/// <param name="SendingAt">When it last entered <see cref="OutboxState.Sending"/>.</param>
/// <param name="GaveWayTo">The record to whose row it gave way at a merge.</param>
internal sealed record MemoryRow(OutboxRow Row, Guid? Token = null, Instant? LeaseUntil = null, Instant? SendingAt = null, CustomerId? GaveWayTo = null)
{
    public TouchKey Key => Row.Intent.Key;

    public bool IsLeftBehind(Instant now) => LeaseUntil <= now;

    public MemoryRow LetGo(OutboxState state, Reason? reason, Instant now, Instant? dueAt = null) =>
        this with
        {
            Row = Row with { State = state, StateReason = reason, ChangedAt = now, DueAt = dueAt ?? Row.DueAt },
            Token = null,
            LeaseUntil = null,
        };

    public OutboxRow OnBehalfOf(CustomerId person) => person == Key.Customer ? Row : Row with { Intent = Row.Intent.OnBehalfOf(person) };

    public StoredEffect ToEffect() => new(Key, Row.State, GaveWayTo);

    /// <summary>The row as a merge or its undoing leaves it.</summary>
    public MemoryRow As(StoredEffect after, Instant now)
    {
        var changed = this with { GaveWayTo = after.GaveWayTo };
        return after.State == Row.State ? changed : changed.LetGo(after.State, after.State == OutboxState.Dead ? new Reason(ReasonCodes.Merged) : null, now);
    }

    public StoredContact ToContact() => new(
        Key,
        Row.State,
        Row.State switch
        {
            OutboxState.Due or OutboxState.Claimed => Row.DueAt,
            OutboxState.Sent => Row.ChangedAt,
            _ => SendingAt ?? Row.ChangedAt,
        },
        Row.Intent.Class,
        Row.Intent.Point)
    {
        Kind = Row.Intent.Kind,
    };
}
