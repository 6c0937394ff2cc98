using CrmKit.Calendars;

namespace CrmKit.Storage;

/// <summary>A schedule at one instant: before when each kind is no longer kept. The same in every store; for those who write one.</summary>
public sealed class RetentionCutoffs
{
    private readonly RetentionSchedule _schedule;
    private readonly LocalDate _today;

    /// <summary>Reckons the schedule's days.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="now">The store's clock.</param>
    /// <exception cref="ArgumentException">The schedule has no zone.</exception>
    public RetentionCutoffs(RetentionSchedule schedule, Instant now)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        _schedule = schedule.Zone is null ? throw new ArgumentException("Zone must be a zone, or left out for UTC.", nameof(schedule)) : schedule;
        Now = now;
        _today = now.InZone(schedule.Zone).Date;
    }

    /// <summary>The store's clock.</summary>
    public Instant Now { get; }

    /// <summary>Of events: before when those of a type are not kept; <c>null</c> where all are, and for complaints, of which a person's go together.</summary>
    /// <param name="happened">The event.</param>
    public Instant? Of(TimelineEvent happened) => happened switch
    {
        Purchase or PurchaseReturn or PaymentFailed => Purchases,
        Touch => Touches,
        Reply or Feedback or Engagement or Promise or PromiseKept => Answers,
        _ => null,
    };

    /// <summary>Before when purchases are not kept; <c>null</c> where all are.</summary>
    public Instant? Purchases => At(_schedule.Purchases);

    /// <summary>Before when touches are not kept; <c>null</c> where all are.</summary>
    public Instant? Touches => At(_schedule.Touches);

    /// <summary>Before when answers are not kept; <c>null</c> where all are.</summary>
    public Instant? Answers => At(_schedule.Answers);

    /// <summary>Before when complaints that are settled are not kept; <c>null</c> where all are.</summary>
    public Instant? Complaints => At(_schedule.Complaints);

    /// <summary>Before when former contents of records are not kept; <c>null</c> where all are.</summary>
    public Instant? FormerRecords => At(_schedule.FormerRecords);

    /// <summary>Before when decisions are not kept; <c>null</c> where all are.</summary>
    public Instant? Decisions => At(_schedule.Decisions);

    /// <summary>Before when finished outbox rows are not kept; <c>null</c> where all are.</summary>
    public Instant? OutboxRows => At(_schedule.OutboxRows);

    /// <summary>Before when proof of agreements that were ended is not kept; <c>null</c> where all is.</summary>
    public Instant? ConsentProofs => At(_schedule.ConsentProofs);

    /// <summary>Before when requests for a double opt-in that ended are not kept; <c>null</c> where all are.</summary>
    public Instant? OptInRequests => At(_schedule.OptInRequests);

    /// <summary>Whether the complaints of a person go: all that stand are settled, and none of what was recorded is younger.</summary>
    /// <param name="recorded">All versions of the person's complaints and of what settled them.</param>
    public bool AreComplaintsOver(IReadOnlyCollection<RecordedEvent> recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        return Complaints is { } before
            && recorded.All(version => version.Event.OccurredAt < before)
            && new ComplaintLedger(recorded.Where(version => version.SupersededAt is null).Select(version => version.Event)).UnsettledAt(Now).IsEmpty;
    }

    /// <summary>Whether a refusal ended an agreement so that its proof is no longer needed.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="later">A statement under the same id that was recorded after it.</param>
    public bool IsProofOver(ConsentEntry agreement, RecordedConsent later)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(later);
        var refusal = later.Entry;
        return later.RecordedAt < ConsentProofs
            && later.VoidFrom is null
            && refusal.IsRefusal
            && refusal.Point.Reaches(agreement.Point)
            && (refusal.State == ConsentState.Objection || (refusal.Purpose == agreement.Purpose && (refusal.Topic is null || refusal.Topic == agreement.Topic)));
    }

    private Instant? At(RetentionPeriod period) => period.FirstKeptDay(_today) is { } day ? _schedule.Zone.StartOf(day) : null;
}
