namespace CrmKit.Storage;

/// <content>The outbox.</content>
internal sealed partial class MemoryChange
{
    public EnqueueReport Enqueue(ContactPlan plan, string policyVersion)
    {
        var added = 0;
        foreach (var touch in plan.Touches.AsSpan())
        {
            added += TryEnqueue(StoredForm.Of(touch, policyVersion, clock)) ? 1 : 0;
        }

        foreach (var decision in plan.Decisions.AsSpan())
        {
            var numbered = new MemoryDecision(TakeNumber(), StoredForm.Of(decision));
            Update(decision.Key.Customer, person => person with { Decisions = person.Decisions.Add(numbered) });
        }

        return new EnqueueReport(added, plan.Touches.AsSpan().Length - added);
    }

    public ImmutableArray<OutboxClaim> Claim(int max, Duration lease)
    {
        LetGoOfLeftBehind();
        var leaseUntil = ColumnInstant.Truncate(clock + lease);
        var due = FirstDue(max)
            .Select(waiting => State.Row(waiting.Key)!)
            .Select(row => (Row: row, Person: State.PersonOf(row.Key.Customer)))
            .OrderBy(found => found.Row.Row.DueAt)
            .ThenBy(found => found.Row.Key.OnBehalfOf(found.Person), TouchKeyOrder.ByCodePoint)
            .ThenBy(found => found.Row.Key, TouchKeyOrder.ByCodePoint)
            .Take(max)
            .ToImmutableArray();
        var claims = ImmutableArray.CreateBuilder<OutboxClaim>();
        foreach (var (row, person) in due)
        {
            var token = Guid.NewGuid();
            var claimed = row with
            {
                Row = row.Row with { State = OutboxState.Claimed, StateReason = null, ChangedAt = clock },
                Token = token,
                LeaseUntil = leaseUntil,
            };
            State = State.With(claimed);
            claims.Add(new OutboxClaim(claimed.OnBehalfOf(person), token, leaseUntil));
        }

        return claims.ToImmutable();
    }

    public ImmutableArray<OutboxClaim> Renew(IReadOnlyCollection<OutboxClaim> claims, Duration lease)
    {
        var leaseUntil = ColumnInstant.Truncate(clock + lease);
        var renewed = ImmutableArray.CreateBuilder<OutboxClaim>(claims.Count);
        foreach (var claim in claims)
        {
            if (Held(claim) is { } row && !row.IsLeftBehind(clock))
            {
                var until = Instant.Max(leaseUntil, row.LeaseUntil!.Value);
                State = State.With(row with { LeaseUntil = until });
                renewed.Add(claim with { LeaseUntil = until });
            }
        }

        return renewed.ToImmutable();
    }

    public BeginSending TryBegin(OutboxClaim claim, long judgedFactsVersion)
    {
        if (Held(claim) is not { } row || row.IsLeftBehind(clock) || row.Row.State != OutboxState.Claimed)
        {
            return BeginSending.LeaseLost;
        }

        if (State.People[State.PersonOf(row.Key.Customer)].FactsVersion != judgedFactsVersion)
        {
            return BeginSending.FactsChanged;
        }

        State = State.With(row with
        {
            Row = row.Row with { State = OutboxState.Sending, ChangedAt = clock, Attempts = row.Row.Attempts + 1 },
            SendingAt = clock,
        });
        NewFacts(row.Key.Customer);
        return BeginSending.Started;
    }

    public bool Finish(OutboxClaim claim, OutboxOutcome outcome)
    {
        if (Held(claim) is not { } row)
        {
            return false;
        }

        OutboxTransition.Require(outcome, row.Row.State);
        var dueAt = outcome.DueAt is { } later ? ColumnInstant.Truncate(later) : (Instant?)null;
        State = State.With(row.LetGo(outcome.State, outcome.Reason, clock, dueAt));
        NewFacts(row.Key.Customer);
        if (outcome.SuppressesPoint)
        {
            Add(new Suppression(row.Key.Customer, row.Row.Intent.Point));
        }

        if (outcome.State == OutboxState.Sent)
        {
            RecordSent(SentTouch.Of(row.Row.Intent, clock));
        }

        return true;
    }

    public FinishSending TryFinish(SendingEnd end)
    {
        if (Held(end.Claim) is { } row && !end.Outcome.IsAllowedFrom(row.Row.State))
        {
            return FinishSending.NotAllowed;
        }

        return Finish(end.Claim, end.Outcome) ? FinishSending.Recorded : FinishSending.ClaimLost;
    }

    private bool TryEnqueue(OutboxRow fresh)
    {
        var key = fresh.Intent.Key;
        var effects = State.Tree.RecordsOf(State.PersonOf(key.Customer)).Select(key.OnBehalfOf);
        if (effects.Any(effect => (State.Row(effect) is { } known && known.Row.State != OutboxState.Held) || State.People.GetValueOrDefault(effect.Customer)?.Spent.ContainsKey(effect) == true))
        {
            return false;
        }

        Know(key.Customer);
        State = State.With(State.Row(key) is { } held ? held with { Row = fresh with { Attempts = held.Row.Attempts } } : new MemoryRow(fresh));
        NewFacts(key.Customer);
        return true;
    }

    // As many as are asked for, and all that are due at the same time as the last of them.
    private IEnumerable<WaitingRow> FirstDue(int max)
    {
        var (count, last) = (0, Instant.MinValue);
        foreach (var waiting in State.Waiting)
        {
            if (waiting.DueAt > clock || (count >= max && waiting.DueAt != last))
            {
                yield break;
            }

            (count, last) = (count + 1, waiting.DueAt);
            yield return waiting;
        }
    }

    // A lease lasts as long as the claim.
    private void LetGoOfLeftBehind()
    {
        foreach (var row in State.Claimed.Values.Select(key => State.Row(key)!).Where(row => row.IsLeftBehind(clock)))
        {
            var wasSending = row.Row.State == OutboxState.Sending;
            var after = OutboxRules.AfterLostLease(row.Row.State, row.Row.Intent.Class);
            State = State.With(row.LetGo(after, wasSending ? new Reason(ReasonCodes.OutcomeUncertain) : null, clock));
            if (wasSending)
            {
                NewFacts(row.Key.Customer);
            }
        }
    }

    // The token finds the row, whomever its record has become one with since the claim.
    private MemoryRow? Held(OutboxClaim claim) => State.Claimed.TryGetValue(claim.Token, out var key) ? State.Row(key) : null;

    // The row's own change has made new facts already.
    private void RecordSent(Touch touch)
    {
        if (!State.EventsByKey.ContainsKey(touch.Key))
        {
            Record(touch);
        }
    }
}
