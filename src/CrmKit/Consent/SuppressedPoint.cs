namespace CrmKit;

/// <summary>A contact point that must not be used, why, and since when. It stays so for ever; what a person says later opens it to that person alone.</summary>
/// <param name="Point">The contact point.</param>
/// <param name="Kind">Why. A point that is suppressed for several reasons is there once for each.</param>
/// <param name="Since">When it was learned last: nothing that was said or recorded until then counts.</param>
public readonly record struct SuppressedPoint(ContactPoint Point, SuppressionKind Kind, Instant Since)
{
    /// <summary>Whether nothing may leave for the point, of whatever class: nothing gets through, and this person has not confirmed since that it does.</summary>
    /// <remarks>A confirmation answers a message that was sent there. A document or a recording proves that the person agrees, and not that the address works.</remarks>
    /// <param name="consents">What the person said, nobody else.</param>
    /// <param name="at">When the contact would leave.</param>
    public bool StopsEverything(ConsentLedger consents, Instant at)
    {
        ArgumentNullException.ThrowIfNull(consents);
        var suppressed = this;
        return Kind == SuppressionKind.Undeliverable
            && !consents.Entries.Any(recorded =>
                recorded.Entry.Evidence.Kind == EvidenceKind.Confirmed
                && suppressed.IsAnsweredBy(recorded)
                && ConsentLedger.CountsFrom(recorded) <= at
                && recorded.HoldsAt(at));
    }

    /// <summary>Whether a contact that needs consent may not leave for the point.</summary>
    /// <remarks>
    /// After an objection only this person's own agreement counts, given later, with proof, and to this very purpose and topic; a refusal that followed it
    /// counts as ever. What another person agreed to at the address, or this one for another purpose, opens nothing.
    /// </remarks>
    /// <param name="consents">What the person said, nobody else.</param>
    /// <param name="purpose">The purpose of the contact.</param>
    /// <param name="topic">The topic of the contact; <c>null</c> for the purpose at large.</param>
    /// <param name="at">When the contact would leave.</param>
    public bool StopsAdvertising(ConsentLedger consents, Purpose purpose, Topic? topic, Instant at)
    {
        ArgumentNullException.ThrowIfNull(consents);
        var suppressed = this;
        return Kind == SuppressionKind.Undeliverable
            ? StopsEverything(consents, at)
            : !new ConsentLedger(consents.Entries.Where(recorded => recorded.Entry.IsRefusal || suppressed.IsAnsweredBy(recorded)))
                .DecideContact(Point, purpose, at, topic)
                .IsAllowed;
    }

    // Both times: a statement that is dated ahead of its recording, or recorded long after it was made, was not given in answer to this.
    private bool IsAnsweredBy(RecordedConsent recorded) =>
        recorded.Entry.IsFreshOptIn && recorded.Entry.Point.Reaches(Point) && Instant.Min(recorded.Entry.OccurredAt, recorded.RecordedAt) > Since;
}
