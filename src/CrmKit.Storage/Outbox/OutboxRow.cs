namespace CrmKit.Storage;

/// <summary>One effect and where it stands.</summary>
public sealed record OutboxRow
{
    /// <summary>The contact, as the gates judge it.</summary>
    public required TouchIntent Intent { get; init; }

    /// <summary>Why it was planned.</summary>
    public required Reason Reason { get; init; }

    /// <summary>The version of the policy that planned it; a column, never part of the key.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>When it should leave.</summary>
    public required Instant DueAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required OutboxState State { get; init; }

    /// <summary>Why it stands there; <c>null</c> where nothing but the ordinary course brought it there.</summary>
    public Reason? StateReason { get; init; }

    /// <summary>When it came to stand there.</summary>
    public required Instant ChangedAt { get; init; }

    /// <summary>How often it entered <see cref="OutboxState.Sending"/>.</summary>
    public int Attempts { get; init; }
}
