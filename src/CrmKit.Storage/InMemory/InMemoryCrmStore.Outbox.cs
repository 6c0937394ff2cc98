namespace CrmKit.Storage;

/// <content>The outbox.</content>
public sealed partial class InMemoryCrmStore
{
    /// <inheritdoc/>
    public Task<EnqueueReport> EnqueueAsync(ContactPlan plan, string policyVersion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(policyVersion);
        return WriteAsync((state, now) => Enqueue(state, plan, policyVersion, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<OutboxClaim>> ClaimAsync(int max, Duration lease, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, Duration.Zero);
        return WriteAsync((state, now) => Claim(LetGoOfLeftBehind(state, now), max, lease, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<BeginSending> TryBeginSendingAsync(OutboxClaim claim, long judgedFactsVersion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return WriteAsync((state, now) => TryBegin(state, claim, judgedFactsVersion, now), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> FinishAsync(OutboxClaim claim, OutboxOutcome outcome, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(outcome);
        return WriteAsync((state, now) => Finish(state, claim, outcome, now), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxRow> ReadOutboxAsync(CancellationToken cancellationToken = default) =>
        Stream(state => state.Outbox.Values.Select(row => row.Row).OrderBy(row => row.DueAt).ThenBy(row => row.Intent.Key, TouchKeyOrder.Comparer), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<PlanDecision> ReadDecisionsAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        Stream(state => state.Person(customer).Decisions, cancellationToken);

    private static (MemoryState, EnqueueReport) Enqueue(MemoryState state, ContactPlan plan, string policyVersion, Instant now)
    {
        var added = 0;
        foreach (var touch in plan.Touches.AsSpan())
        {
            var fresh = new MemoryRow(StoredForm.Of(touch, policyVersion, now));
            var person = state.Person(touch.Intent.Key.Customer);
            if (!state.Outbox.TryGetValue(touch.Intent.Key, out var known))
            {
                person = person with { Effects = person.Effects.Add(touch.Intent.Key) };
            }
            else if (known.Row.State == OutboxState.Held)
            {
                fresh = known with { Row = fresh.Row with { Attempts = known.Row.Attempts } };
            }
            else
            {
                continue;
            }

            state = state.With(fresh).With(person.WithNewFacts());
            added++;
        }

        foreach (var decision in plan.Decisions.AsSpan())
        {
            var person = state.Person(decision.Key.Customer);
            state = state.With(person with { Decisions = person.Decisions.Add(StoredForm.Of(decision)) });
        }

        return (state, new EnqueueReport(added, plan.Touches.AsSpan().Length - added));
    }

    private static MemoryState LetGoOfLeftBehind(MemoryState state, Instant now)
    {
        foreach (var row in state.Outbox.Values.Where(row => row.IsLeftBehind(now)))
        {
            state = row.Row.State == OutboxState.Sending
                ? state.With(row.LetGo(OutboxState.Uncertain, new Reason(ReasonCodes.OutcomeUncertain), now)).WithNewFacts(row.Row.Intent.Key.Customer)
                : state.With(row.LetGo(OutboxState.Due, reason: null, now));
        }

        return state;
    }

    private static (MemoryState, ImmutableArray<OutboxClaim>) Claim(MemoryState state, int max, Duration lease, Instant now)
    {
        var leaseUntil = ColumnInstant.Truncate(now + lease);
        var due = state.Outbox.Values
            .Where(row => row.Row.State == OutboxState.Due && row.Row.DueAt <= now)
            .OrderBy(row => row.Row.DueAt)
            .ThenBy(row => row.Row.Intent.Key, TouchKeyOrder.ByCodePoint)
            .Take(max);
        var claims = ImmutableArray.CreateBuilder<OutboxClaim>();
        foreach (var row in due)
        {
            var claimed = row with
            {
                Row = row.Row with { State = OutboxState.Claimed, StateReason = null, ChangedAt = now },
                Token = Guid.NewGuid(),
                LeaseUntil = leaseUntil,
            };
            state = state.With(claimed);
            claims.Add(new OutboxClaim(claimed.Row, claimed.Token.Value, leaseUntil));
        }

        return (state, claims.ToImmutable());
    }

    private static (MemoryState, BeginSending) TryBegin(MemoryState state, OutboxClaim claim, long judgedFactsVersion, Instant now)
    {
        var key = claim.Row.Intent.Key;
        if (!state.Outbox.TryGetValue(key, out var row) || !row.IsHeldBy(claim) || row.IsLeftBehind(now) || row.Row.State != OutboxState.Claimed)
        {
            return (state, BeginSending.LeaseLost);
        }

        if (state.Person(key.Customer).FactsVersion != judgedFactsVersion)
        {
            return (state, BeginSending.FactsChanged);
        }

        var sending = row with
        {
            Row = row.Row with { State = OutboxState.Sending, ChangedAt = now, Attempts = row.Row.Attempts + 1 },
            SendingAt = now,
        };
        return (state.With(sending).WithNewFacts(key.Customer), BeginSending.Started);
    }

    private (MemoryState, bool) Finish(MemoryState state, OutboxClaim claim, OutboxOutcome outcome, Instant now)
    {
        var key = claim.Row.Intent.Key;
        if (!state.Outbox.TryGetValue(key, out var row) || !row.IsHeldBy(claim))
        {
            return (state, false);
        }

        OutboxTransition.Require(outcome, row.Row.State);
        var dueAt = outcome.DueAt is { } later ? ColumnInstant.Truncate(later) : (Instant?)null;
        state = state.With(row.LetGo(outcome.State, outcome.Reason, now, dueAt)).WithNewFacts(key.Customer);
        if (outcome.SuppressesPoint)
        {
            var change = new MemoryChange(state, _hasher, now);
            change.Take(new ChangeSet { Suppressions = [new Suppression(key.Customer, row.Row.Intent.Point)] });
            state = change.State;
        }

        var touch = SentTouch.Of(row.Row.Intent, now);
        var isNew = outcome.State == OutboxState.Sent && !state.EventsByKey.ContainsKey(touch.Key);
        return (isNew ? MemoryChange.Record(state, touch, now) : state, true);
    }
}
