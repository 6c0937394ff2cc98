namespace CrmKit.Cadence;

/// <summary>A promise or a complaint with what is known of it, in ticks since 1970; <see cref="PromiseTimes.Never"/> for what has not happened.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Key">The key of the promise or complaint.</param>
/// <param name="Times">When it was made and first kept or settled. A complaint has no last day.</param>
internal readonly record struct Matter(MatterKind Kind, EventKey Key, PromiseTimes Times)
{
    /// <summary>A complaint of which so much is known.</summary>
    public static Matter Complained(EventKey key, long made, long settled) => new(MatterKind.Complaint, key, new PromiseTimes(made, PromiseTimes.Never, settled));

    /// <summary>Whether the first of its events has been seen, so that it may be counted in for good.</summary>
    public bool IsBegun => Times.Made != PromiseTimes.Never;

    /// <summary>What has become of it by an instant, and since when.</summary>
    public (HealthSignal Signal, long Since)? Standing(long at) => Kind == MatterKind.Promise
        ? Times.Standing(at)
        : Times.Kept <= at && Times.Kept != PromiseTimes.Never ? (HealthSignal.ComplaintsResolved, Times.Kept) : null;

    /// <summary>The same, once it is known to have been kept or settled at an instant: the first counts.</summary>
    public Matter Done(long ticks) => this with { Times = Times with { Kept = Math.Min(Times.Kept, ticks) } };
}
