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

    /// <summary>How far it reaches where merges of records concluded it; <c>null</c> for what somebody said.</summary>
    public ConclusionTerms? Concluded { get; init; }

    /// <summary>Since when it could be known: when a conclusion was written down does not matter.</summary>
    internal Instant KnownSince => Concluded?.KnownSince ?? RecordedAt;

    /// <summary>Whether it has not ended by an instant.</summary>
    internal bool HoldsAt(Instant at) => !(VoidFrom <= at) && !(Concluded?.Until <= at);

    /// <summary>Whether it is about the topic of the purpose, its contact point aside.</summary>
    internal bool IsAbout(Purpose purpose, Topic? topic) =>
        (Entry.State == ConsentState.Objection && Concluded is not { IsForItsPurposeAlone: true })
        || (Entry.Purpose == purpose && (Entry.Topic is null || Entry.Topic == topic));
}
