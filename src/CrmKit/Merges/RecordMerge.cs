namespace CrmKit;

/// <summary>Two records were found to be of one person: since then everything of both is told of the survivor.</summary>
/// <remarks>Nothing is moved or lost: each record keeps what was recorded under its own id, and undoing the merge gives it back.</remarks>
/// <param name="Survivor">The record under whose id both are known.</param>
/// <param name="Absorbed">The record that is known under the survivor's id.</param>
/// <param name="MergedAt">From when on.</param>
public sealed record RecordMerge(CustomerId Survivor, CustomerId Absorbed, Instant MergedAt)
{
    /// <summary>When it was undone; <c>null</c> while it stands.</summary>
    public Instant? UnmergedAt { get; init; }

    /// <summary>Whether it was in force at an instant.</summary>
    /// <param name="at">The instant.</param>
    public bool HoldsAt(Instant at) => MergedAt <= at && (UnmergedAt is not { } end || at < end);
}
