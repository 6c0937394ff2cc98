namespace CrmKit.Storage;

/// <summary>All that the in-memory store holds of one person.</summary>
internal sealed record MemoryPerson(CustomerId Id)
{
    public Customer? Record { get; init; }

    public long FactsVersion { get; init; }

    public ImmutableList<RecordedConsent> Consents { get; init; } = [];

    public ImmutableList<RecordedEvent> Events { get; init; } = [];

    public ImmutableList<TouchKey> Effects { get; init; } = [];

    public ImmutableList<PlanDecision> Decisions { get; init; } = [];

    public MemoryPerson WithNewFacts() => this with { FactsVersion = FactsVersion + 1 };
}
