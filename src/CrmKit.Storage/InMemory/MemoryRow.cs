namespace CrmKit.Storage;

/// <summary>An outbox row with what only the store sees of it.</summary>
/// <param name="Row">The row.</param>
/// <param name="Token">The claim that holds it; <c>null</c> where none does.</param>
/// <param name="LeaseUntil">When the claim ends.</param>
/// <param name="SendingAt">When it last entered <see cref="OutboxState.Sending"/>.</param>
internal sealed record MemoryRow(OutboxRow Row, Guid? Token = null, Instant? LeaseUntil = null, Instant? SendingAt = null)
{
    public bool IsHeldBy(OutboxClaim claim) => Token == claim.Token;

    public bool IsLeftBehind(Instant now) => LeaseUntil <= now;

    public MemoryRow LetGo(OutboxState state, Reason? reason, Instant now, Instant? dueAt = null) =>
        this with
        {
            Row = Row with { State = state, StateReason = reason, ChangedAt = now, DueAt = dueAt ?? Row.DueAt },
            Token = null,
            LeaseUntil = null,
        };

    public StoredContact ToContact() => new(
        Row.Intent.Key,
        Row.State,
        Row.State switch
        {
            OutboxState.Due or OutboxState.Claimed => Row.DueAt,
            OutboxState.Sent => Row.ChangedAt,
            _ => SendingAt ?? Row.ChangedAt,
        },
        Row.Intent.Class,
        Row.Intent.Point);
}
