namespace CrmKit.Cadence;

public sealed partial class RelationshipHealth
{
    /// <summary>The running sums of a history.</summary>
    /// <remarks>Stale only where more than eight promises are neither kept nor due yet.</remarks>
    /// <param name="history">What happened; all of it counts.</param>
    public HealthState StateOf(RelationshipHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var state = default(HealthSums);
        foreach (var item in history.Events)
        {
            // Both events of a promise are at hand: they are counted together, below.
            Note(ref state, item);
            if (HealthCodes.Read(item) is { } read)
            {
                Add(ref state, read.Signal, item.OccurredAt.ToUnixTimeTicks(), read.Amount);
            }
        }

        foreach (var (key, times) in PromisesOf(history.Events.AsSpan()))
        {
            Hold(ref state, key, times);
        }

        return new HealthState(state);
    }

    /// <summary>Counts one event in.</summary>
    /// <remarks>O(1), and nothing is allocated, but where the clocks of the business change within a day of the end of a promise's last day. Events may come in any order.</remarks>
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
                Kept(ref state, kept);
                break;
            default:
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

        for (var i = 0; i < held.PromiseCount; i++)
        {
            if (held.Promises[i].Times.Standing(now) is { } standing)
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
        var slot = Find(in state, promise.Key);
        if (slot < 0)
        {
            Hold(ref state, promise.Key, TimesOf(promise, PromiseTimes.Never));
        }
        else
        {
            state.Promises[slot].Times = TimesOf(promise, state.Promises[slot].Times.Kept);
        }
    }

    private void Kept(ref HealthSums state, PromiseKept kept)
    {
        var ticks = kept.OccurredAt.ToUnixTimeTicks();
        var slot = Find(in state, kept.Promise);
        if (slot >= 0)
        {
            var times = state.Promises[slot].Times;
            state.Promises[slot].Times = times with { Kept = Math.Min(times.Kept, ticks) };
        }
        else if (state.HasFolded)
        {
            // It may be one of those that were counted in for good.
            state.IsStale = true;
        }
        else
        {
            Hold(ref state, kept.Promise, new PromiseTimes(PromiseTimes.Never, PromiseTimes.Never, ticks));
        }
    }

    private static int Find(in HealthSums state, EventKey key)
    {
        for (var i = 0; i < state.PromiseCount; i++)
        {
            if (state.Promises[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }

    private void Hold(ref HealthSums state, EventKey key, PromiseTimes times)
    {
        var slot = state.PromiseCount < HealthSums.MostPromises ? state.PromiseCount++ : Freed(ref state);
        if (slot < 0)
        {
            state.IsStale = true;
            return;
        }

        state.Promises[slot].Key = key;
        state.Promises[slot].Times = times;
    }

    /// <summary>Counts in for good the promise that was settled the longest ago, or else the one that was broken the longest ago; -1 where none is either.</summary>
    private int Freed(ref HealthSums state)
    {
        var (freed, best) = (-1, (IsBroken: true, Since: long.MaxValue));
        for (var i = 0; i < HealthSums.MostPromises; i++)
        {
            if (state.Promises[i].Times.Standing(state.Last) is { } standing
                && (standing.Signal == HealthSignal.PromisesBroken, standing.Since) is var candidate
                && candidate.CompareTo(best) < 0)
            {
                (freed, best) = (i, candidate);
            }
        }

        if (freed >= 0)
        {
            var standing = state.Promises[freed].Times.Standing(state.Last)!.Value;
            Add(ref state, standing.Signal, standing.Since, 1);
            state.HasFolded = true;
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
