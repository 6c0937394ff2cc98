namespace CrmKit.Storage;

/// <summary>All that the in-memory store holds under one id, whomever that record is one with.</summary>
/// <param name="Id">The id.</param>
/// <param name="FirstRecordedAt">When something was recorded under it first.</param>
internal sealed record MemoryPerson(CustomerId Id, Instant FirstRecordedAt)
{
    public StoredCustomer? Record { get; init; }

    public ImmutableList<MemoryVersion> FormerRecords { get; init; } = [];

    public long FactsVersion { get; init; }

    public ImmutableList<MemoryConsent> Consents { get; init; } = [];

    /// <summary>Numbers of the versions of events.</summary>
    public ImmutableList<long> Events { get; init; } = [];

    public ImmutableList<TouchKey> Effects { get; init; } = [];

    public ImmutableList<MemoryDecision> Decisions { get; init; } = [];

    public Customer? RecordAt(Instant knownAt) => Record?.RecordedAt <= knownAt
        ? Record.Customer
        : FormerRecords.FindLast(version => version.RecordedAt <= knownAt && knownAt < version.SupersededAt)?.Customer;
}
