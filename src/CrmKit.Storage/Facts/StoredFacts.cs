namespace CrmKit.Storage;

/// <summary>What a store holds of one person, from which the gates' facts are put together in the same way and order by every store. For those who write a store.</summary>
/// <remarks>All parts are given as they were recorded, under the ids of the person's records; the facts tell them of the person.</remarks>
public sealed record StoredFacts
{
    /// <summary>The person: the id of the surviving record.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>Counts the changes of the facts; 0 for a person of whom nothing is known.</summary>
    public required long FactsVersion { get; init; }

    /// <summary>The person's records in the order of <see cref="RecordTree.RecordsOf"/>. The facts look at id, zone, contact points, care flags, blocks and preferred hours alone; the rest may be left out.</summary>
    public ImmutableArray<Customer> Records { get; init; } = [];

    /// <summary>The person's statements in the order in which they were recorded.</summary>
    public ImmutableArray<RecordedConsent> Consents { get; init; } = [];

    /// <summary>
    /// What stops others (<see cref="StandingConsents.StopsOthers"/>) and was recorded of other people at the contact points of the person's records and
    /// pending rows, in the order in which it was recorded. The facts keep it under those people's ids, and leave out what is at a point that does not count.
    /// </summary>
    public ImmutableArray<RecordedConsent> RefusalsOfOthers { get; init; } = [];

    /// <summary>The complaints recorded of the person, and what settled them, in any order; those that stand.</summary>
    public ImmutableArray<TimelineEvent> Complaints { get; init; } = [];

    /// <summary>Day of the last purchase that stands; <c>null</c> without one.</summary>
    public LocalDate? LastPurchase { get; init; }

    /// <summary>The person's outbox rows, in any order.</summary>
    public ImmutableArray<StoredContact> Rows { get; init; } = [];

    /// <summary>The touches that stand on the person's timeline, in any order.</summary>
    public ImmutableArray<Touch> Touches { get; init; } = [];

    /// <summary>Whether a record's new content is a change of the facts.</summary>
    /// <param name="before">The record as it was; <c>null</c> for a new one.</param>
    /// <param name="after">The record as it will be.</param>
    public static bool AreChanged(Customer? before, Customer after)
    {
        ArgumentNullException.ThrowIfNull(after);
        return after.Zone != before?.Zone
            || after.PreferredHours != before?.PreferredHours
            || !after.Blocks.SequenceEqual(before?.Blocks ?? [])
            || !after.CareFlags.SequenceEqual(before?.CareFlags ?? [])
            || !PointsOf(after).SequenceEqual(before is null ? [] : PointsOf(before));

        static IEnumerable<(ContactPoint, ContactPointStatus)> PointsOf(Customer record) => record.ContactPoints.Select(point => (point.Point, point.Status));
    }

    /// <summary>Whether an event that is recorded, corrected or taken back is a change of the facts of whom it is recorded of.</summary>
    /// <remarks>A purchase is one where it may make a promised contact pointless: purchases come by the million, and everybody else's facts would change for nothing.</remarks>
    /// <param name="happened">The event.</param>
    /// <param name="isAwaited">Whether the person has a row that waits (<see cref="StoredContact.IsPending"/>) and that a purchase makes pointless (<see cref="TouchIntent.Moot"/>).</param>
    public static bool AreChanged(TimelineEvent happened, bool isAwaited) => happened is Touch or Complaint or ComplaintResolved || (happened is Purchase && isAwaited);

    /// <summary>Puts the facts together.</summary>
    /// <remarks>A touch on the timeline counts unless its effect counts as an outbox row already: a contact is counted once, wherever it is known from.</remarks>
    /// <param name="businessZone">The zone that stands in for an unknown one.</param>
    /// <param name="readAt">The store's clock.</param>
    /// <param name="suppressions">Why a contact point must not be used: <see cref="SuppressionRules.Of"/>.</param>
    public GateFacts ToGateFacts(DateTimeZone businessZone, Instant readAt, Func<ContactPoint, ImmutableArray<SuppressedPoint>> suppressions)
    {
        ArgumentNullException.ThrowIfNull(businessZone);
        ArgumentNullException.ThrowIfNull(suppressions);
        return new PersonFacts(this).At(readAt, FactsVersion, RefusalsOfOthers, businessZone, suppressions);
    }
}
