namespace CrmKit.Storage;

/// <summary>How the outbox is doing: how late the latest row is, and how many rows stand where. Rows that left or died are history, and not counted.</summary>
public sealed record OutboxHealth
{
    /// <summary>When this was read, on the store's clock.</summary>
    public required Instant ReadAt { get; init; }

    /// <summary>The earliest due time that has come, among rows of which nothing has left: due ones and claimed ones; <c>null</c> where none is late.</summary>
    public Instant? OldestDueAt { get; init; }

    /// <summary>How long the oldest due row has waited: the measure of health. Zero or more; zero where none waits.</summary>
    public Duration OldestDueAge => OldestDueAt is { } since ? ReadAt - since : Duration.Zero;

    /// <summary>Rows that are due and whose time has come.</summary>
    public required long DueNow { get; init; }

    /// <summary>Rows that are due later.</summary>
    public required long DueLater { get; init; }

    /// <summary>Rows in <see cref="OutboxState.Claimed"/>.</summary>
    public required long Claimed { get; init; }

    /// <summary>Rows in <see cref="OutboxState.Sending"/>.</summary>
    public required long Sending { get; init; }

    /// <summary>Of the claimed and sending ones, those whose lease ran out: the next claim lets go of them. Where they stay, no worker claims.</summary>
    public required long LeftBehind { get; init; }

    /// <summary>Rows in <see cref="OutboxState.Uncertain"/>.</summary>
    public required long Uncertain { get; init; }

    /// <summary>Rows in <see cref="OutboxState.Held"/>.</summary>
    public required long Held { get; init; }
}
