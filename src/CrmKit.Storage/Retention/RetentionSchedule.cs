namespace CrmKit.Storage;

/// <summary>How long each kind of data is kept. Everything is kept for ever unless stated.</summary>
/// <remarks>
/// People and their records, statements, suppressions, merges and incentives have no period: a refusal that was forgotten would be a contact that nobody wants, and a
/// granted incentive would be granted twice. Who is to be forgotten wholly is erased (<see cref="IErasureStore"/>).
/// </remarks>
public sealed record RetentionSchedule
{
    /// <summary>The zone whose civil days count. Default UTC.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    /// <summary>Purchases, returns and failed payments, by the time they happened.</summary>
    /// <remarks>Who bought last before that is somebody who never bought: lifetime value and rhythm are computed from what is kept. Nothing goes of a person to whom a contact is promised that a purchase makes pointless.</remarks>
    public RetentionPeriod Purchases { get; init; }

    /// <summary>Touches on the timeline, by the time they left.</summary>
    /// <remarks>Caps count touches and outbox rows: keep both for at least as long as the longest cap looks back. <c>CrmDesk.PurgeAsync</c> refuses less.</remarks>
    public RetentionPeriod Touches { get; init; }

    /// <summary>Replies, feedback, signs of interest, promises and their keeping, by the time they happened.</summary>
    public RetentionPeriod Answers { get; init; }

    /// <summary>Complaints and what settled them, by the time they happened: all of a person at once, when none of them is open and none is younger.</summary>
    public RetentionPeriod Complaints { get; init; }

    /// <summary>What records said before they were changed, by the time they were changed.</summary>
    /// <remarks>Readings of a past instant show less then, and a later erasure no longer knows the addresses that a person had before.</remarks>
    public RetentionPeriod FormerRecords { get; init; }

    /// <summary>Decisions of planners, by the time they were taken; not those about a contact that has not left.</summary>
    public RetentionPeriod Decisions { get; init; }

    /// <summary>Outbox rows that are sent, uncertain or dead, by the time they came to be so.</summary>
    /// <remarks>The key of each is kept, without address and reasons, so that the same effect is never planned again.</remarks>
    public RetentionPeriod OutboxRows { get; init; }

    /// <summary>References to proof of agreements that a later refusal ended, by the time that the refusal was recorded. That there was proof, and of what kind, stays.</summary>
    public RetentionPeriod ConsentProofs { get; init; }

    /// <summary>Requests for a double opt-in, by the time they ended, confirmed or not.</summary>
    public RetentionPeriod OptInRequests { get; init; }
}
