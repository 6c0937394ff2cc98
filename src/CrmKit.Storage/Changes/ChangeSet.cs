namespace CrmKit.Storage;

/// <summary>What is to change at once: people, what they said, what must never be used again, what happened.</summary>
public sealed record ChangeSet
{
    /// <summary>People to add, or to replace where the id is known.</summary>
    public ImmutableArray<Customer> Customers { get; init; } = [];

    /// <summary>Statements to add; one that is already recorded changes nothing.</summary>
    public ImmutableArray<ConsentEntry> Consents { get; init; } = [];

    /// <summary>Contact points to suppress, each with the customer whose facts it changes.</summary>
    public ImmutableArray<Suppression> Suppressions { get; init; } = [];

    /// <summary>Events to add; one whose key is known changes nothing if its content is the same, and is refused otherwise.</summary>
    /// <remarks>The content of a purchase is customer, day and amount; its time of day is none, and the one recorded first stays.</remarks>
    public ImmutableArray<TimelineEvent> Events { get; init; } = [];
}
