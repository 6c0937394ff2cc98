namespace CrmKit.Storage;

/// <content>The outbox.</content>
public sealed partial class InMemoryCrmStore
{
    /// <inheritdoc/>
    public Task<EnqueueReport> EnqueueAsync(ContactPlan plan, string policyVersion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(policyVersion);
        return WriteAsync(change => change.Enqueue(plan, policyVersion), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<OutboxClaim>> ClaimAsync(int max, Duration lease, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, Duration.Zero);
        return WriteAsync(change => change.Claim(max, lease), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OutboxClaim?> FindClaimAsync(Guid token, CancellationToken cancellationToken = default) => Read(state => state.ClaimOf(token), cancellationToken);

    /// <inheritdoc/>
    public Task<BeginSending> TryBeginSendingAsync(OutboxClaim claim, long judgedFactsVersion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return WriteAsync(change => change.TryBegin(claim, judgedFactsVersion), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> FinishAsync(OutboxClaim claim, OutboxOutcome outcome, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(outcome);
        return WriteAsync(change => change.Finish(claim, outcome), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<OutboxClaim>> RenewAsync(IReadOnlyCollection<OutboxClaim> claims, Duration lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, Duration.Zero);
        return WriteAsync(change => change.Renew(claims, lease), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<BeginSending>> TryBeginSendingAsync(IReadOnlyList<SendingWish> wishes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wishes);
        return WriteAsync(change => wishes.Select(wish => change.TryBegin(wish.Claim, wish.JudgedFactsVersion)).ToImmutableArray(), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<FinishSending>> FinishAsync(IReadOnlyList<SendingEnd> ends, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ends);
        return WriteAsync(change => ends.Select(change.TryFinish).ToImmutableArray(), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OutboxHealth> ReadHealthAsync(CancellationToken cancellationToken = default) =>
        Read(state => state.HealthAt(Now), cancellationToken);
}
