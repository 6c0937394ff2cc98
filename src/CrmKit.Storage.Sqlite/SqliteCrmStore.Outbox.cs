namespace CrmKit.Storage.Sqlite;

/// <content>The outbox.</content>
public sealed partial class SqliteCrmStore
{
    /// <inheritdoc/>
    public Task<EnqueueReport> EnqueueAsync(ContactPlan plan, string policyVersion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(policyVersion);
        return _connections.WriteAsync("handing a plan to the outbox", session => Enqueue(session, plan, policyVersion, Now, RecordingClock.In(session, Now)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<OutboxClaim>> ClaimAsync(int max, Duration lease, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, Duration.Zero);
        return _connections.WriteAsync(
            "claiming rows",
            session =>
            {
                var now = Now;
                OutboxClaims.LetGoOfLeftBehind(session, ColumnInstant.From(now));
                return OutboxClaims.Claim(session, max, now, ColumnInstant.Truncate(now + lease));
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<OutboxClaim>> RenewAsync(IReadOnlyCollection<OutboxClaim> claims, Duration lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, Duration.Zero);
        return _connections.WriteAsync(
            "renewing leases",
            session =>
            {
                var (now, leaseUntil) = (ColumnInstant.From(Now), ColumnInstant.From(Now + lease));
                return claims.Select(claim => OutboxClaims.Renew(session, claim, now, leaseUntil)).OfType<OutboxClaim>().ToImmutableArray();
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OutboxClaim?> FindClaimAsync(Guid token, CancellationToken cancellationToken = default) =>
        ReadAsync("finding a claim", session => OutboxClaims.Find(session, token), cancellationToken);

    /// <inheritdoc/>
    public Task<BeginSending> TryBeginSendingAsync(OutboxClaim claim, long judgedFactsVersion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return _connections.WriteAsync("beginning to send", session => TryBegin(session, claim, judgedFactsVersion, ColumnInstant.From(Now)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<BeginSending>> TryBeginSendingAsync(IReadOnlyList<SendingWish> wishes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wishes);
        return _connections.WriteAsync(
            "beginning to send",
            session => wishes.Select(wish => session.Apart(() => TryBegin(session, wish.Claim, wish.JudgedFactsVersion, ColumnInstant.From(Now)), BeginSending.Unreadable)).ToImmutableArray(),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> FinishAsync(OutboxClaim claim, OutboxOutcome outcome, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(outcome);
        return _connections.WriteAsync("finishing a row", session => Finish(session, claim, outcome, Now, RecordingClock.In(session, Now)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<FinishSending>> FinishAsync(IReadOnlyList<SendingEnd> ends, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ends);
        return _connections.WriteAsync(
            "finishing rows",
            session =>
            {
                var (now, recording) = (Now, RecordingClock.In(session, Now));
                return ends.Select(end => TryFinishApart(session, end, now, recording)).ToImmutableArray();
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OutboxHealth> ReadHealthAsync(CancellationToken cancellationToken = default) =>
        ReadAsync("reading the health of the outbox", session => OutboxReading.HealthAt(session, Now), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxRow> ReadOutboxAsync(CancellationToken cancellationToken = default) =>
        Stream("reading the outbox", OutboxTable.ReadAll, OutboxTable.Show, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxRow> ReadOutboxAsync(OutboxState state, CancellationToken cancellationToken = default) =>
        Stream("reading the outbox", session => OutboxTable.ReadIn(session, state), OutboxTable.Show, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<PlanDecision> ReadDecisionsAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        Stream(
            "reading decisions",
            session => DecisionTable.OfPerson(session, People.PersonOf(session, customer)),
            DecisionTable.Read,
            cancellationToken);

    private static EnqueueReport Enqueue(SqliteSession session, ContactPlan plan, string policyVersion, Instant clock, RecordingClock recording)
    {
        var added = 0;
        foreach (var touch in plan.Touches.AsSpan())
        {
            var customer = touch.Intent.Key.Customer;
            People.Require(session, customer, recording);
            if (OutboxTable.TryEnqueue(session, StoredForm.Of(touch, policyVersion, clock), People.PersonOf(session, customer)))
            {
                People.NewFacts(session, customer);
                added++;
            }
        }

        (Reason InForce, long Number)? rules = null;
        foreach (var decision in plan.Decisions.AsSpan())
        {
            People.Require(session, decision.Key.Customer, recording);
            if (decision.InForce is { } inForce && (rules is not { } known || !known.InForce.Equals(inForce)))
            {
                rules = (inForce, DecisionTable.RulesOf(session, inForce));
            }

            DecisionTable.Insert(session, StoredForm.Of(decision), decision.InForce is null ? null : rules?.Number);
        }

        return new EnqueueReport(added, plan.Touches.AsSpan().Length - added);
    }

    private static BeginSending TryBegin(SqliteSession session, OutboxClaim claim, long judgedFactsVersion, long now)
    {
        if (OutboxClaims.HeldBy(session, claim, beyond: now) is not { State: OutboxState.Claimed, Key: var key })
        {
            return BeginSending.LeaseLost;
        }

        if (People.FactsVersion(session, key.Customer) != judgedFactsVersion)
        {
            return BeginSending.FactsChanged;
        }

        OutboxClaims.Begin(session, key, now);
        People.NewFacts(session, key.Customer);
        return BeginSending.Started;
    }

    private FinishSending TryFinishApart(SqliteSession session, SendingEnd end, Instant clock, RecordingClock recording)
    {
        var result = session.Apart(() => TryFinish(session, end, clock, recording), FinishSending.Unreadable);
        if (result == FinishSending.Unreadable)
        {
            recording.Unmark();
        }

        return result;
    }

    private FinishSending TryFinish(SqliteSession session, SendingEnd end, Instant clock, RecordingClock recording)
    {
        if (OutboxClaims.HeldBy(session, end.Claim) is not { } held)
        {
            return FinishSending.ClaimLost;
        }

        if (!end.Outcome.IsAllowedFrom(held.State))
        {
            return FinishSending.NotAllowed;
        }

        Finish(session, end.Claim, held, end.Outcome, clock, recording);
        return FinishSending.Recorded;
    }

    private bool Finish(SqliteSession session, OutboxClaim claim, OutboxOutcome outcome, Instant clock, RecordingClock recording)
    {
        if (OutboxClaims.HeldBy(session, claim) is not { } held)
        {
            return false;
        }

        OutboxTransition.Require(outcome, held.State);
        Finish(session, claim, held, outcome, clock, recording);
        return true;
    }

    private void Finish(SqliteSession session, OutboxClaim claim, OutboxClaims.HeldRow held, OutboxOutcome outcome, Instant clock, RecordingClock recording)
    {
        var intent = claim.Row.Intent.OnBehalfOf(held.Key.Customer);
        OutboxClaims.LetGo(session, intent.Key, outcome, ColumnInstant.From(clock));
        People.NewFacts(session, intent.Key.Customer);
        if (outcome.SuppressesPoint)
        {
            new ChangeWriter(session, _keys, _hasher, recording).Add(new Suppression(intent.Key.Customer, intent.Point));
        }

        if (outcome.State == OutboxState.Sent)
        {
            // The key is known where the timeline was brought along from another store: the touch is there already, or was taken back.
            var touch = SentTouch.Of(intent, clock);
            if (EventTable.Former(session, touch.Key).IsEmpty && EventTable.TryInsert(session, touch, recording.Number))
            {
                recording.Mark();
            }
        }
    }
}
