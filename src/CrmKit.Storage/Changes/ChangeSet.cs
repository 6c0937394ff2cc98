namespace CrmKit.Storage;

/// <summary>What is to change at once: people, what they said, what must not be used, what happened, what was wrong.</summary>
public sealed record ChangeSet
{
    /// <summary>Records to add, or to replace where the id is known.</summary>
    public ImmutableArray<Customer> Customers { get; init; } = [];

    /// <summary>Statements to add; one that is already recorded changes nothing. An objection suppresses its contact point; a later fresh opt-in opens it to the person who gave it, and to nobody else.</summary>
    public ImmutableArray<ConsentEntry> Consents { get; init; } = [];

    /// <summary>Contact points to suppress, each with the customer whose facts it changes.</summary>
    public ImmutableArray<Suppression> Suppressions { get; init; } = [];

    /// <summary>Events to add; one whose key is known changes nothing if its content is the same, and is refused otherwise.</summary>
    /// <remarks>
    /// The content of a purchase or return is customer, day and amount; its time of day is none, and the one recorded first stays. An event that
    /// is the same as one that was corrected or taken back changes nothing either: its source has not learned of the correction.
    /// </remarks>
    public ImmutableArray<TimelineEvent> Events { get; init; } = [];

    /// <summary>Events that take the place of the ones that stand under their keys, whatever differs, the customer included; one that says the same changes nothing, one whose key is unknown is added.</summary>
    /// <remarks>What was believed before stays readable as of then.</remarks>
    public ImmutableArray<TimelineEvent> Corrections { get; init; } = [];

    /// <summary>Keys of events that never happened; one that is unknown or taken back already changes nothing.</summary>
    public ImmutableArray<EventKey> Retractions { get; init; } = [];
}
