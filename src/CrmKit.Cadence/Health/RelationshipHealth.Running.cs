namespace CrmKit.Cadence;

public sealed partial class RelationshipHealth
{
    /// <summary>The running sums of a history.</summary>
    /// <remarks>Never stale.</remarks>
    /// <param name="history">What happened; all of it counts.</param>
    public HealthState StateOf(RelationshipHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var state = default(HealthSums);
        foreach (var item in history.Events)
        {
            // All events of a promise or a complaint are at hand: they are counted together, below.
            Note(ref state, item);
            if (HealthCodes.Read(item) is { } read)
            {
                Add(ref state, read.Signal, item.OccurredAt.ToUnixTimeTicks(), read.Amount);
            }
        }

        foreach (var matter in MattersOf(history.Events.AsSpan()))
        {
            Hold(ref state, matter);
        }

        return new HealthState(state);
    }

    /// <summary>Counts one event in.</summary>
    /// <remarks>
    /// Nothing is allocated, but where the clocks of the business change within a day of the end of a promise's last day, or more than sixteen promises and complaints are open at once. O(n) in those.
    /// Events may come in any order.
    /// </remarks>
    /// <param name="before">The running sums.</param>
    /// <param name="happened">The event.</param>
    /// <returns>The sums with it.</returns>
    /// <exception cref="ArgumentException">The state was begun by an engine of other half-lives or another zone.</exception>
    public HealthState Apply(in HealthState before, TimelineEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var state = before.Held;
        Note(ref state, happened);
        switch (happened)
        {
            case Promise promise:
                Made(ref state, promise);
                break;
            case PromiseKept kept:
                Done(ref state, MatterKind.Promise, kept.Promise, kept.OccurredAt);
                break;
            case ComplaintResolved settled:
                Done(ref state, MatterKind.Complaint, settled.Complaint, settled.OccurredAt);
                break;
            default:
                if (happened is Complaint complaint)
                {
                    Complained(ref state, complaint);
                }

                if (HealthCodes.Read(happened) is { } read)
                {
                    Add(ref state, read.Signal, happened.OccurredAt.ToUnixTimeTicks(), read.Amount);
                }

                break;
        }

        return new HealthState(state);
    }

    /// <summary>The score at an instant: that of <see cref="Of"/>, but for rounding.</summary>
    /// <param name="state">The running sums.</param>
    /// <param name="at">The instant, not before the last event: what was counted in cannot be left out again.</param>
    /// <exception cref="ArgumentException">The state was begun by an engine of other half-lives or another zone.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies before the last event.</exception>
    public double Score(in HealthState state, Instant at)
    {
        if (state.IsEmpty)
        {
            return 0;
        }

        ref readonly var held = ref state.Held;
        CheckStamp(in held);
        var now = at.ToUnixTimeTicks();
        if (now < held.Last)
        {
            throw new ArgumentOutOfRangeException(nameof(at), at, $"The sums hold an event at {state.LastEvent}: ask about it or a later instant, or ask the history.");
        }

        Span<double> sums = stackalloc double[HealthCodes.Sums];
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = held.Sums[i].IsEmpty ? 0 : held.Sums[i].At(_lives[i], now);
        }

        for (var i = 0; i < held.MatterCount; i++)
        {
            if (held[i].Standing(now) is { } standing)
            {
                var index = (int)standing.Signal - 1;
                sums[index] += _lives[index].Left(now - standing.Since);
            }
        }

        var score = 0d;
        for (var i = 0; i < sums.Length; i++)
        {
            score += Saturated(i, sums[i]);
        }

        return score + Saturated(HealthCodes.Sums, Silence(now - (held.HasInbound ? held.LastInbound : held.First)));
    }

    /// <summary>The scores of many relationships at an instant.</summary>
    /// <param name="states">The running sums.</param>
    /// <param name="at">The instant, not before the last event of any.</param>
    /// <param name="scores">Takes a score for each.</param>
    /// <exception cref="ArgumentException">There is not one place for each score, or a state was begun by an engine of other half-lives or another zone.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies before the last event of one.</exception>
    public void Score(ReadOnlySpan<HealthState> states, Instant at, Span<double> scores)
    {
        if (states.Length != scores.Length)
        {
            throw new ArgumentException($"{states.Length} states have {states.Length} scores; there is room for {scores.Length}.", nameof(scores));
        }

        for (var i = 0; i < states.Length; i++)
        {
            scores[i] = Score(in states[i], at);
        }
    }

    private void Note(ref HealthSums state, TimelineEvent happened)
    {
        var ticks = happened.OccurredAt.ToUnixTimeTicks();
        if (!state.HasAny)
        {
            (state.HasAny, state.Stamp, state.First, state.Last) = (true, _stamp, ticks, ticks);
        }

        CheckStamp(state);
        state.First = Math.Min(state.First, ticks);
        state.Last = Math.Max(state.Last, ticks);
        if (Signs.IsInbound(happened))
        {
            state.LastInbound = state.HasInbound ? Math.Max(state.LastInbound, ticks) : ticks;
            state.HasInbound = true;
        }
    }

    private void Made(ref HealthSums state, Promise promise)
    {
        var at = state.Find(MatterKind.Promise, promise.Key);
        if (at < 0)
        {
            Hold(ref state, new Matter(MatterKind.Promise, promise.Key, TimesOf(promise, PromiseTimes.Never)));
        }
        else
        {
            state.Put(at, state[at] with { Times = TimesOf(promise, state[at].Times.Kept) });
        }
    }

    private void Complained(ref HealthSums state, Complaint complaint)
    {
        var ticks = complaint.OccurredAt.ToUnixTimeTicks();
        var at = state.Find(MatterKind.Complaint, complaint.Key);
        if (at < 0)
        {
            Hold(ref state, Matter.Complained(complaint.Key, ticks, PromiseTimes.Never));
        }
        else
        {
            state.Put(at, Matter.Complained(complaint.Key, ticks, state[at].Times.Kept));
        }
    }

    private void Done(ref HealthSums state, MatterKind kind, EventKey key, Instant done)
    {
        var ticks = done.ToUnixTimeTicks();
        if (state.Find(kind, key) is >= 0 and var at)
        {
            state.Put(at, state[at].Done(ticks));
        }
        else if (kind == MatterKind.Promise ? state.HasFoldedPromise : state.HasFoldedComplaint)
        {
            // It may be one of those that were counted in for good.
            state.IsStale = true;
        }
        else
        {
            Hold(ref state, new Matter(kind, key, new PromiseTimes(PromiseTimes.Never, PromiseTimes.Never, ticks)));
        }
    }

    private void Hold(ref HealthSums state, in Matter matter)
    {
        if (state.MatterCount >= HealthSums.MostInside && Freed(ref state) is >= 0 and var at)
        {
            state.Put(at, matter);
        }
        else
        {
            state.Append(matter);
        }
    }

    /// <summary>Counts in for good the matter that was settled the longest ago, or else the promise that was broken the longest ago; -1 where none is either.</summary>
    private int Freed(ref HealthSums state)
    {
        var (freed, best) = (-1, (IsBroken: true, Since: long.MaxValue));
        for (var i = 0; i < state.MatterCount; i++)
        {
            if (state[i] is { IsBegun: true } matter
                && matter.Standing(state.Last) is { } standing
                && (standing.Signal == HealthSignal.PromisesBroken, standing.Since) is var candidate
                && candidate.CompareTo(best) < 0)
            {
                (freed, best) = (i, candidate);
            }
        }

        if (freed >= 0)
        {
            var standing = state[freed].Standing(state.Last)!.Value;
            Add(ref state, standing.Signal, standing.Since, 1);
            state.HasFoldedPromise |= state[freed].Kind == MatterKind.Promise;
            state.HasFoldedComplaint |= state[freed].Kind == MatterKind.Complaint;
        }

        return freed;
    }

    private void Add(ref HealthSums state, HealthSignal signal, long ticks, double amount) =>
        state.Sums[(int)signal - 1].Add(_lives[(int)signal - 1], ticks, amount);

    private void CheckStamp(in HealthSums state)
    {
        if (state.Stamp != _stamp)
        {
            throw new ArgumentException("The state was begun by an engine of other half-lives or another zone.", nameof(state));
        }
    }
}
