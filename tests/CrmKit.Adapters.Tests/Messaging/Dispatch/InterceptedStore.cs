using CrmKit.Storage;

namespace CrmKit.Adapters.Tests.Messaging.Dispatch;

/// <summary>A store that lets a test act between a dispatcher's judgement and its wish to send, and that can stop recording, as a worker's death does.</summary>
internal sealed class InterceptedStore(ICrmStore inner) : ICrmStore
{
    /// <summary>Runs after the gates were asked and before the row may be sending.</summary>
    public Func<OutboxClaim, Task> BeforeBegin { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after the sender and before its outcome is recorded.</summary>
    public Func<OutboxClaim, Task> BeforeFinish { get; set; } = _ => Task.CompletedTask;

    public IClock Clock => inner.Clock;

    public async Task<BeginSending> TryBeginSendingAsync(OutboxClaim claim, long judgedFactsVersion, CancellationToken cancellationToken = default)
    {
        await BeforeBegin(claim);
        return await inner.TryBeginSendingAsync(claim, judgedFactsVersion, cancellationToken);
    }

    public async Task<bool> FinishAsync(OutboxClaim claim, OutboxOutcome outcome, CancellationToken cancellationToken = default)
    {
        await BeforeFinish(claim);
        return await inner.FinishAsync(claim, outcome, cancellationToken);
    }

    public async Task<ImmutableArray<BeginSending>> TryBeginSendingAsync(IReadOnlyList<SendingWish> wishes, CancellationToken cancellationToken = default)
    {
        // A store says of a row among others that it cannot be read, and throws for none of them.
        HashSet<Guid> unreadable = [];
        foreach (var wish in wishes)
        {
            try
            {
                await BeforeBegin(wish.Claim);
            }
            catch (CrmStoreException error) when (error.IsUnreadable)
            {
                unreadable.Add(wish.Claim.Token);
            }
        }

        var readable = wishes.Where(wish => !unreadable.Contains(wish.Claim.Token)).ToArray();
        var results = new Queue<BeginSending>(await inner.TryBeginSendingAsync(readable, cancellationToken));
        return [.. wishes.Select(wish => unreadable.Contains(wish.Claim.Token) ? BeginSending.Unreadable : results.Dequeue())];
    }

    public async Task<ImmutableArray<FinishSending>> FinishAsync(IReadOnlyList<SendingEnd> ends, CancellationToken cancellationToken = default)
    {
        foreach (var end in ends)
        {
            await BeforeFinish(end.Claim);
        }

        return await inner.FinishAsync(ends, cancellationToken);
    }

    public Task<OutboxClaim?> FindClaimAsync(Guid token, CancellationToken cancellationToken = default) => inner.FindClaimAsync(token, cancellationToken);

    public Task<ImmutableArray<OutboxClaim>> RenewAsync(IReadOnlyCollection<OutboxClaim> claims, Duration lease, CancellationToken cancellationToken = default) =>
        inner.RenewAsync(claims, lease, cancellationToken);

    public Task<OutboxHealth> ReadHealthAsync(CancellationToken cancellationToken = default) => inner.ReadHealthAsync(cancellationToken);

    public Task<CommitReport> CommitAsync(IAsyncEnumerable<ChangeSet> changes, CommitMode mode, Action<EventKey>? conflict, CancellationToken cancellationToken = default) =>
        inner.CommitAsync(changes, mode, conflict, cancellationToken);

    public Task<Customer?> FindCustomerAsync(CustomerId customer, CancellationToken cancellationToken = default) => inner.FindCustomerAsync(customer, cancellationToken);

    public IAsyncEnumerable<Customer> ReadCustomersAsync(CancellationToken cancellationToken = default) => inner.ReadCustomersAsync(cancellationToken);

    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CancellationToken cancellationToken = default) => inner.ReadEventsAsync(cancellationToken);

    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(CustomerId customer, CancellationToken cancellationToken = default) => inner.ReadEventsAsync(customer, cancellationToken);

    public Task<GateFacts> LoadFactsAsync(CustomerId customer, DateTimeZone businessZone, CancellationToken cancellationToken = default) =>
        inner.LoadFactsAsync(customer, businessZone, cancellationToken);

    public IAsyncEnumerable<GateFacts> ReadFactsAsync(DateTimeZone businessZone, CancellationToken cancellationToken = default) =>
        inner.ReadFactsAsync(businessZone, cancellationToken);

    public Task<EnqueueReport> EnqueueAsync(ContactPlan plan, string policyVersion, CancellationToken cancellationToken = default) =>
        inner.EnqueueAsync(plan, policyVersion, cancellationToken);

    public Task<ImmutableArray<OutboxClaim>> ClaimAsync(int max, Duration lease, CancellationToken cancellationToken = default) => inner.ClaimAsync(max, lease, cancellationToken);

    public IAsyncEnumerable<OutboxRow> ReadOutboxAsync(CancellationToken cancellationToken = default) => inner.ReadOutboxAsync(cancellationToken);

    public IAsyncEnumerable<PlanDecision> ReadDecisionsAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        inner.ReadDecisionsAsync(customer, cancellationToken);

    public IAsyncEnumerable<Customer> ReadCustomersAsync(Instant knownAt, CancellationToken cancellationToken = default) =>
        inner.ReadCustomersAsync(knownAt, cancellationToken);

    public Task<StoredCustomer?> FindRecordAsync(CustomerId customer, CancellationToken cancellationToken = default) => inner.FindRecordAsync(customer, cancellationToken);

    public Task<ImmutableArray<CustomerId>> FindByPointAsync(ContactPoint point, CancellationToken cancellationToken = default) =>
        inner.FindByPointAsync(point, cancellationToken);

    public IAsyncEnumerable<RecordedEvent> ReadEventsAsync(Instant knownAt, CancellationToken cancellationToken = default) => inner.ReadEventsAsync(knownAt, cancellationToken);

    public IAsyncEnumerable<RecordedEvent> ReadVersionsAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        inner.ReadVersionsAsync(customer, cancellationToken);

    public Task<KnownConsents> ReadConsentsAsync(CustomerId customer, Instant knownAt, CancellationToken cancellationToken = default) =>
        inner.ReadConsentsAsync(customer, knownAt, cancellationToken);

    public Task AddOptInAsync(OptInRequest request, CancellationToken cancellationToken = default) => inner.AddOptInAsync(request, cancellationToken);

    public Task<OptInView?> FindOptInAsync(string fingerprint, CancellationToken cancellationToken = default) => inner.FindOptInAsync(fingerprint, cancellationToken);

    public Task<OptInView?> ConfirmOptInAsync(string fingerprint, CancellationToken cancellationToken = default) => inner.ConfirmOptInAsync(fingerprint, cancellationToken);

    public Task<RecordMerge> MergeAsync(CustomerId survivor, CustomerId absorbed, CancellationToken cancellationToken = default) =>
        inner.MergeAsync(survivor, absorbed, cancellationToken);

    public Task<RecordMerge?> UnmergeAsync(CustomerId absorbed, CancellationToken cancellationToken = default) => inner.UnmergeAsync(absorbed, cancellationToken);

    public Task<RecordMerges> ReadMergesAsync(CancellationToken cancellationToken = default) => inner.ReadMergesAsync(cancellationToken);

    public Task<int> EraseAsync(IReadOnlyCollection<CustomerId> customers, CancellationToken cancellationToken = default) => inner.EraseAsync(customers, cancellationToken);

    public Task<int> CountErasedSinceAsync(Instant knownAt, CancellationToken cancellationToken = default) => inner.CountErasedSinceAsync(knownAt, cancellationToken);

    public Task<bool> TryGrantIncentiveAsync(CustomerId customer, string incentive, CancellationToken cancellationToken = default) =>
        inner.TryGrantIncentiveAsync(customer, incentive, cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
