namespace CrmKit.Storage;

/// <summary>All that the in-memory store holds under one id, whomever that record is one with.</summary>
/// <param name="Id">The id.</param>
/// <param name="FirstRecordedAt">When something was recorded under it first.</param>
internal sealed record MemoryPerson(CustomerId Id, Instant FirstRecordedAt)
{
    private static readonly ImmutableSortedDictionary<TouchKey, MemoryRow> NoRows = ImmutableSortedDictionary.Create<TouchKey, MemoryRow>(TouchKeyOrder.Comparer);

    private static readonly ImmutableSortedDictionary<TouchKey, OutboxState> NoneSpent = ImmutableSortedDictionary.Create<TouchKey, OutboxState>(TouchKeyOrder.Comparer);

    public StoredCustomer? Record { get; init; }

    public ImmutableList<MemoryVersion> FormerRecords { get; init; } = [];

    public long FactsVersion { get; init; }

    public ImmutableList<MemoryConsent> Consents { get; init; } = [];

    /// <summary>All versions of events, in the order in which they were recorded.</summary>
    public ImmutableList<MemoryEvent> Events { get; init; } = [];

    /// <summary>The rows of the outbox.</summary>
    public ImmutableSortedDictionary<TouchKey, MemoryRow> Rows { get; init; } = NoRows;

    /// <summary>Effects of which a purge left the key alone, and where each stood.</summary>
    public ImmutableSortedDictionary<TouchKey, OutboxState> Spent { get; init; } = NoneSpent;

    public ImmutableList<MemoryDecision> Decisions { get; init; } = [];

    /// <summary>What was read last of the person whom the record is, or had become, one with: <see cref="MemoryReading.Of"/> says whether it still holds. No part of the state.</summary>
    public MemoryReading? Reading { get; set; }

    public Customer? RecordAt(Instant knownAt) => Record?.RecordedAt <= knownAt
        ? Record.Customer
        : FormerRecords.FindLast(version => version.RecordedAt <= knownAt && knownAt < version.SupersededAt)?.Customer;
}
