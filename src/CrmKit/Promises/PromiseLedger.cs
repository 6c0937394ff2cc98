using CrmKit.Calendars;

namespace CrmKit;

/// <summary>What the business promised, and what became of it by the end of any day.</summary>
/// <remarks>
/// Immutable and thread-safe. Of several events that say a promise was kept, the earliest counts. A day asked about knows nothing of what happened after it.
/// O(n log n) in the promises, O(n) for a day.
/// </remarks>
public sealed class PromiseLedger
{
    private readonly ImmutableArray<Promise> _promises;
    private readonly Dictionary<EventKey, Instant> _kept = [];
    private readonly DateTimeZone _businessZone;

    /// <summary>Reads the promises of a timeline; other events are passed over.</summary>
    /// <param name="events">Events of any number of customers, in any order.</param>
    /// <param name="businessZone">The zone of the business, in which days end.</param>
    public PromiseLedger(IEnumerable<TimelineEvent> events, DateTimeZone businessZone)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(businessZone);
        var promises = new List<Promise>();
        foreach (var item in events)
        {
            switch (item)
            {
                case Promise promise:
                    promises.Add(promise);
                    break;
                case PromiseKept kept:
                    _kept[kept.Promise] = _kept.TryGetValue(kept.Promise, out var known) ? Instant.Min(known, kept.OccurredAt) : kept.OccurredAt;
                    break;
            }
        }

        _promises = [.. promises.OrderBy(promise => promise.DueOn).ThenBy(promise => promise.Key.Value, StringComparer.Ordinal)];
        _businessZone = businessZone;
    }

    /// <summary>Every promise made by the end of a day, with what had become of it by then; in order of when they are due.</summary>
    /// <param name="day">The business-local day.</param>
    public ImmutableArray<PromiseStanding> On(LocalDate day)
    {
        var end = EndOf(day);
        return [.. _promises.Where(promise => promise.OccurredAt < end).Select(promise => StandingOf(promise, day, end))];
    }

    private PromiseStanding StandingOf(Promise promise, LocalDate day, Instant end)
    {
        if (_kept.TryGetValue(promise.Key, out var kept) && kept < end)
        {
            var inTime = kept < EndOf(promise.DueOn);
            return new PromiseStanding(promise, inTime ? PromiseState.Kept : PromiseState.Late, kept);
        }

        return new PromiseStanding(promise, day <= promise.DueOn ? PromiseState.Open : PromiseState.Broken, KeptAt: null);
    }

    // After the last day of the calendar nothing is too late.
    private Instant EndOf(LocalDate day) => day < LocalDate.MaxIsoValue ? _businessZone.StartOf(day.PlusDays(1)) : Instant.MaxValue;
}
