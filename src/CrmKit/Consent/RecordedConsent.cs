namespace CrmKit;

/// <summary>A statement together with the instant at which the program came to know it.</summary>
/// <param name="Entry">What was said.</param>
/// <param name="RecordedAt">When it was recorded.</param>
public sealed record RecordedConsent(ConsentEntry Entry, Instant RecordedAt)
{
    /// <summary>When it was said, as far as that can be: nobody says anything after it was recorded, whatever a clock or a typing error says.</summary>
    public Instant SaidAt => Instant.Min(Entry.OccurredAt, RecordedAt);

    /// <summary>From when on it does not count any more; <c>null</c> for ever. Only what a merge of two records concluded can end: when the merge is undone.</summary>
    public Instant? VoidFrom { get; init; }
}
