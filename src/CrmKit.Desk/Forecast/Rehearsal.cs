using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>The days of a forecast, one after another, on a copy of the store.</summary>
internal sealed class Rehearsal(ICrmStore store, ForecastClock clock, CrmDesk desk, ImmutableArray<AssumedChange> assumed)
{
    private readonly Queue<AssumedChange> _toCome = new(assumed.OrderBy(change => change.At));

    /// <summary>Plans at an instant and lets the day take its course until its end.</summary>
    public async Task<ForecastDay> RunAsync(LocalDate day, Instant morning, Instant end, CancellationToken cancellationToken)
    {
        await PassAsync(morning, cancellationToken).ConfigureAwait(false);
        var book = await desk.AssessAsync(cancellationToken).ConfigureAwait(false);
        var planned = await desk.PlanAsync(book, cancellationToken).ConfigureAwait(false);
        await PassAsync(end, cancellationToken).ConfigureAwait(false);
        var keys = planned.Plan.Touches.Select(touch => touch.Intent.Key).ToHashSet();
        var contacts = await store.ReadOutboxAsync(cancellationToken).Where(row => keys.Contains(row.Intent.Key)).CollectAsync(cancellationToken).ConfigureAwait(false);
        return new ForecastDay(day, planned.Plan, contacts);
    }

    // Lets time pass: changes come in and contacts leave, each at its own instant, in the order of the clock.
    private async Task PassAsync(Instant until, CancellationToken cancellationToken)
    {
        var dues = await DuesAsync(Instant.MinValue, until, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var change = _toCome.TryPeek(out var next) && next.At < until ? next.At : (Instant?)null;
            var due = dues.TryPeek(out var leaves) ? leaves : (Instant?)null;
            if (change is { } at && (due is null || at <= due))
            {
                clock.Now = Instant.Max(clock.Now, at);
                await store.CommitAsync(_toCome.Dequeue().Changes, cancellationToken).ConfigureAwait(false);
            }
            else if (due is not null)
            {
                clock.Now = Instant.Max(clock.Now, dues.Dequeue());
                var report = await desk.SendAsync(cancellationToken).ConfigureAwait(false);
                dues = report.Postponed > 0 ? await DuesAsync(clock.Now, until, cancellationToken).ConfigureAwait(false) : dues;
            }
            else
            {
                clock.Now = Instant.Max(clock.Now, until);
                return;
            }
        }
    }

    // What was due at an instant and is still due when that has passed waits for something else: it is not asked again, or the day would never end.
    private async Task<Queue<Instant>> DuesAsync(Instant after, Instant until, CancellationToken cancellationToken)
    {
        var dues = new SortedSet<Instant>();
        await foreach (var row in store.ReadOutboxAsync(OutboxState.Due, cancellationToken).ConfigureAwait(false))
        {
            if (row.DueAt > after && row.DueAt < until)
            {
                dues.Add(row.DueAt);
            }
        }

        return new Queue<Instant>(dues);
    }
}
