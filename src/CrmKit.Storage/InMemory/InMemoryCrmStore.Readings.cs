namespace CrmKit.Storage;

/// <content>Readings.</content>
public sealed partial class InMemoryCrmStore
{
    /// <inheritdoc/>
    public Task<Customer?> FindCustomerAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        Read(state => state.Customer(state.PersonOf(customer)), cancellationToken);

    /// <inheritdoc/>
    public Task<StoredCustomer?> FindRecordAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        Read(state => state.People.GetValueOrDefault(customer)?.Record, cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<CustomerId>> FindByPointAsync(ContactPoint point, CancellationToken cancellationToken = default)
    {
        _ = point.Address;
        return Read<ImmutableArray<CustomerId>>(
            state =>
            [
                .. state.RecordsAt.At(MemoryState.PlaceOf(point))
                    .Select(state.PersonOf)
                    .Distinct()
                    .Order(),
            ],
            cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Customer> ReadCustomersAsync(CancellationToken cancellationToken = default) =>
        Stream(state => state.PeopleWithRecord().Select(state.Customer).OfType<Customer>(), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<Customer> ReadCustomersAsync(Instant knownAt, CancellationToken cancellationToken = default) =>
        Stream(state => state.CustomersAt(knownAt), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CancellationToken cancellationToken = default) =>
        Stream(state => state.Events.Values.Where(version => version.Stands).Select(state.OfPerson), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(Instant knownAt, CancellationToken cancellationToken = default) =>
        Stream(state => state.EventsAt(knownAt), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        Stream(state => state.VersionsOf(state.PersonOf(customer)).Where(version => version.Stands).Select(state.OfPerson), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<TimelineEvent> ReadPurchasesAsync(CancellationToken cancellationToken = default) =>
        Stream(static state => state.Timelines().SelectMany(static timeline => timeline.Purchases), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<RelationshipHistory> ReadHistoriesAsync(DateTimeZone zone, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return Stream(state => state.Timelines().Select(timeline => timeline.History.In(zone)), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedEvent> ReadVersionsAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        Stream(state => state.VersionsOf(state.PersonOf(customer)).Select(state.OfPerson), cancellationToken);

    /// <inheritdoc/>
    public Task<GateFacts> LoadFactsAsync(CustomerId customer, DateTimeZone businessZone, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(businessZone);
        return Read(state => Facts(state, customer, businessZone, Now), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<GateFacts> ReadFactsAsync(DateTimeZone businessZone, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(businessZone);
        return Stream(
            state =>
            {
                var now = Now;
                return state.PeopleWithRecord().Select(person => Facts(state, person, businessZone, now));
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<KnownConsents> ReadConsentsAsync(CustomerId customer, Instant knownAt, CancellationToken cancellationToken = default) =>
        Read(state => state.ConsentsAt(customer, knownAt), cancellationToken);

    /// <inheritdoc/>
    public Task<OptInView?> FindOptInAsync(string fingerprint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        return Read(state => state.OptIns.TryGetValue(fingerprint, out var request) ? MemoryChange.View(state, request, Now) : null, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RecordMerges> ReadMergesAsync(CancellationToken cancellationToken = default) => Read(state => state.MergeLog, cancellationToken);

    /// <inheritdoc/>
    public Task<int> CountErasedSinceAsync(Instant knownAt, CancellationToken cancellationToken = default) =>
        Read(state => state.Erasures.Count(erasure => erasure.FirstRecordedAt <= knownAt && knownAt < erasure.ErasedAt), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxRow> ReadOutboxAsync(CancellationToken cancellationToken = default) => Stream(state => InOrder(state, state.Rows), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>What is due is at hand; for any other state all rows are looked at.</remarks>
    public IAsyncEnumerable<OutboxRow> ReadOutboxAsync(OutboxState state, CancellationToken cancellationToken = default) =>
        Stream(
            all => InOrder(all, state == OutboxState.Due ? all.Waiting.Select(waiting => all.Row(waiting.Key)!) : all.Rows.Where(row => row.Row.State == state)),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<PlanDecision> ReadDecisionsAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        Stream(
            state =>
            {
                var person = state.PersonOf(customer);
                return state.RecordsOf(person)
                    .SelectMany(record => record.Decisions)
                    .OrderBy(numbered => numbered.Number)
                    .Select(numbered => numbered.Decision with { Key = numbered.Decision.Key.OnBehalfOf(person) });
            },
            cancellationToken);

    private GateFacts Facts(MemoryState state, CustomerId customer, DateTimeZone businessZone, Instant now) => state.FactsOf(customer, businessZone, now, _hasher);

    private static IEnumerable<OutboxRow> InOrder(MemoryState state, IEnumerable<MemoryRow> rows) => rows
        .Select(row => (Row: row.OnBehalfOf(state.PersonOf(row.Key.Customer)), row.Key))
        .OrderBy(found => found.Row.DueAt)
        .ThenBy(found => found.Row.Intent.Key, TouchKeyOrder.Comparer)
        .ThenBy(found => found.Key, TouchKeyOrder.Comparer)
        .Select(found => found.Row);
}
