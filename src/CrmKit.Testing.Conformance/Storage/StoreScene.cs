using CrmKit.Storage;

namespace CrmKit.Testing.Conformance;

/// <summary>A store under test with the steps that most cases are made of.</summary>
internal sealed class StoreScene(StoreUnderTest test, CancellationToken cancellationToken)
{
    public static Duration Lease { get; } = Duration.FromMinutes(5);

    public StoreUnderTest Test => test;

    public ICrmStore Store => test.Store;

    public static ConformanceCase Case(string name, Func<StoreScene, Task> run) => new(name, (test, cancellationToken) => run(new StoreScene(test, cancellationToken)));

    public Instant Advance(Duration duration) => test.Clock.Advance(duration);

    public Instant AdvanceHour() => test.Clock.Advance(Duration.FromHours(1));

    public Task ReopenAsync() => test.ReopenAsync(cancellationToken);

    public Task<CommitReport> CommitAsync(ChangeSet change) => test.Store.CommitAsync(change, cancellationToken);

    public Task<CommitReport> CommitAsync(ChangeSet change, Action<EventKey> conflict) =>
        test.Store.CommitAsync(new[] { change }.ToAsyncEnumerable(), CommitMode.Apply, conflict, cancellationToken);

    public Task<CommitReport> PutAsync(params ImmutableArray<Customer> records) => CommitAsync(new ChangeSet { Customers = records });

    public Task<CommitReport> SayAsync(params ImmutableArray<ConsentEntry> entries) => CommitAsync(new ChangeSet { Consents = entries });

    public Task<CommitReport> HappenAsync(params ImmutableArray<TimelineEvent> events) => CommitAsync(new ChangeSet { Events = events });

    public Task<CommitReport> CorrectAsync(params ImmutableArray<TimelineEvent> events) => CommitAsync(new ChangeSet { Corrections = events });

    public Task<CommitReport> RetractAsync(params ImmutableArray<EventKey> keys) => CommitAsync(new ChangeSet { Retractions = keys });

    public Task<CommitReport> SuppressAsync(string customer, SuppressionKind kind = SuppressionKind.Undeliverable) =>
        CommitAsync(new ChangeSet { Suppressions = [new Suppression(customer, A.Email(customer), kind)] });

    public Task<EnqueueReport> EnqueueAsync(params ImmutableArray<PlannedTouch> touches) => test.Store.EnqueueAsync(A.Plan(touches), "test", cancellationToken);

    public Task<ImmutableArray<OutboxClaim>> ClaimAsync(int max = 100) => test.Store.ClaimAsync(max, Lease, cancellationToken);

    public Task<ImmutableArray<OutboxClaim>> RenewAsync(params ImmutableArray<OutboxClaim> claims) => test.Store.RenewAsync(claims, Lease, cancellationToken);

    public Task<BeginSending> BeginAsync(OutboxClaim claim, long factsVersion) => test.Store.TryBeginSendingAsync(claim, factsVersion, cancellationToken);

    public async Task BeginAsync(OutboxClaim claim)
    {
        var version = await VersionAsync(claim.Row.Intent.Key.Customer).ConfigureAwait(false);
        Expect.Equal(BeginSending.Started, await BeginAsync(claim, version).ConfigureAwait(false), "The begin of sending");
    }

    public Task<bool> FinishAsync(OutboxClaim claim, OutboxOutcome outcome) => test.Store.FinishAsync(claim, outcome, cancellationToken);

    public Task<RecordMerge> MergeAsync(string survivor, string absorbed) => test.Store.MergeAsync(survivor, absorbed, cancellationToken);

    public Task<RecordMerge?> UnmergeAsync(string absorbed) => test.Store.UnmergeAsync(absorbed, cancellationToken);

    public async Task<IReadOnlyList<RecordMerge>> MergesAsync() => (await test.Store.ReadMergesAsync(cancellationToken).ConfigureAwait(false)).All;

    public Task<bool> EraseAsync(string customer) => test.Store.EraseAsync(customer, cancellationToken);

    public Task<int> EraseAsync(params ImmutableArray<string> customers) => test.Store.EraseAsync([.. customers.Select(id => new CustomerId(id))], cancellationToken);

    public Task<int> CountErasedAsync(Instant knownAt) => test.Store.CountErasedSinceAsync(knownAt, cancellationToken);

    public Task<bool> GrantAsync(string customer, string incentive = "welcome") => test.Store.TryGrantIncentiveAsync(customer, incentive, cancellationToken);

    public Task AddOptInAsync(OptInRequest request) => test.Store.AddOptInAsync(request, cancellationToken);

    public Task<OptInView?> FindOptInAsync(byte token = 1) => test.Store.FindOptInAsync(A.Token(token).Fingerprint, cancellationToken);

    public Task<OptInView?> ConfirmAsync(byte token = 1) => test.Store.ConfirmOptInAsync(A.Token(token).Fingerprint, cancellationToken);

    public Task<Customer?> FindAsync(string customer) => test.Store.FindCustomerAsync(customer, cancellationToken);

    public Task<StoredCustomer?> FindRecordAsync(string customer) => test.Store.FindRecordAsync(customer, cancellationToken);

    public Task<ImmutableArray<CustomerId>> FindByPointAsync(ContactPoint point) => test.Store.FindByPointAsync(point, cancellationToken);

    public Task<ImmutableArray<Customer>> CustomersAsync() => Expect.AllAsync(test.Store.ReadCustomersAsync(cancellationToken), cancellationToken);

    public Task<ImmutableArray<Customer>> CustomersAsync(Instant knownAt) => Expect.AllAsync(test.Store.ReadCustomersAsync(knownAt, cancellationToken), cancellationToken);

    public Task<ImmutableArray<RecordedEvent>> EventsAsync() => Expect.AllAsync(test.Store.ReadEventsAsync(cancellationToken), cancellationToken);

    public Task<ImmutableArray<RecordedEvent>> EventsAsync(Instant knownAt) => Expect.AllAsync(test.Store.ReadEventsAsync(knownAt, cancellationToken), cancellationToken);

    public Task<ImmutableArray<RecordedEvent>> EventsAsync(string customer) => Expect.AllAsync(test.Store.ReadEventsAsync(new CustomerId(customer), cancellationToken), cancellationToken);

    public Task<ImmutableArray<RecordedEvent>> VersionsAsync(string customer) => Expect.AllAsync(test.Store.ReadVersionsAsync(customer, cancellationToken), cancellationToken);

    public Task<ImmutableArray<OutboxRow>> RowsAsync() => Expect.AllAsync(test.Store.ReadOutboxAsync(cancellationToken), cancellationToken);

    public Task<ImmutableArray<PlanDecision>> DecisionsAsync(string customer) => Expect.AllAsync(test.Store.ReadDecisionsAsync(customer, cancellationToken), cancellationToken);

    public Task<GateFacts> FactsAsync(CustomerId customer) => test.Store.LoadFactsAsync(customer, DateTimeZone.Utc, cancellationToken);

    public Task<ImmutableArray<GateFacts>> AllFactsAsync() => Expect.AllAsync(test.Store.ReadFactsAsync(DateTimeZone.Utc, cancellationToken), cancellationToken);

    public Task<KnownConsents> ConsentsAsync(CustomerId customer, Instant knownAt) => test.Store.ReadConsentsAsync(customer, knownAt, cancellationToken);

    public async Task<long> VersionAsync(CustomerId customer) => (await FactsAsync(customer).ConfigureAwait(false)).FactsVersion;

    public async Task<SuppressionKind?> SuppressionAsync(string customer)
    {
        var facts = await FactsAsync(customer).ConfigureAwait(false);
        return facts.Suppressed.Where(suppressed => suppressed.Point.Reaches(A.Email(customer))).Select(suppressed => (SuppressionKind?)suppressed.Kind).FirstOrDefault();
    }

    /// <summary>Whether marketing is permitted by what was said, suppression aside.</summary>
    public async Task<bool> IsAllowedAsync(string customer, ContactPoint point)
    {
        var facts = await FactsAsync(customer).ConfigureAwait(false);
        return facts.Consents.DecideContact(point, Purpose.Marketing, test.Clock.GetCurrentInstant()).IsAllowed;
    }

    /// <summary>Whether suppression and consent let a contact leave.</summary>
    public async Task<bool> MayLeaveAsync(string customer, ContactPoint? point = null, Purpose? purpose = null, TouchClass touchClass = TouchClass.Promotional)
    {
        var facts = await FactsAsync(customer).ConfigureAwait(false);
        var intent = new TouchIntent(A.Intent(customer).Key, touchClass, purpose ?? Purpose.Marketing, point ?? A.Email(customer), Instant.MaxValue);
        return new GateList(new SuppressionGate(), new ConsentGate()).Evaluate(intent, facts, test.Clock.GetCurrentInstant()).IsOpen;
    }
}
