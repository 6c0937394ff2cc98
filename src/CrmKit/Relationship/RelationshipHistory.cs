using System.Runtime.InteropServices;

namespace CrmKit;

/// <summary>The events of one person, in order, as touch sources and engines of cadence read them.</summary>
/// <remarks>Immutable and thread-safe. Events of one key are one event. What lies ahead of an instant is left out by <see cref="Until"/>, never by the reader.</remarks>
public sealed class RelationshipHistory
{
    /// <summary>Nothing has happened yet.</summary>
    public static RelationshipHistory Empty { get; } = new([], DateTimeZone.Utc);

    /// <summary>Puts events in order.</summary>
    /// <param name="events">The events of one person, in any order; of several with one key the last given stands.</param>
    /// <param name="zone">The person's zone, in which days are counted.</param>
    /// <exception cref="ArgumentException">The events are of several people.</exception>
    public RelationshipHistory(IEnumerable<TimelineEvent> events, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(zone);
        var byKey = new Dictionary<EventKey, TimelineEvent>();
        foreach (var item in events)
        {
            byKey[item.Key] = item;
        }

        TimelineEvent[] ordered = [.. byKey.Values];
        Array.Sort(ordered, InOrder);
        Events = ImmutableCollectionsMarshal.AsImmutableArray(ordered);
        if (!Events.IsEmpty && Events.Any(item => item.Customer != Events[0].Customer))
        {
            throw new ArgumentException("A history is that of one person; these events are of several.", nameof(events));
        }

        Zone = zone;
        Summary = RelationshipSummary.OfOrdered(Events);
    }

    private RelationshipHistory(ImmutableArray<TimelineEvent> ordered, DateTimeZone zone, RelationshipSummary summary)
    {
        Events = ordered;
        Zone = zone;
        Summary = summary;
    }

    /// <summary>The events in order of time, those of one instant in ordinal order of the key.</summary>
    public ImmutableArray<TimelineEvent> Events { get; }

    /// <summary>The person's zone.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>What it comes to; never stale.</summary>
    public RelationshipSummary Summary { get; }

    /// <summary>Where the person was, the day of an event: that of a purchase or return as the business has it, of anything else the one on the clock there.</summary>
    /// <param name="happened">The event.</param>
    public LocalDate DayOf(TimelineEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return happened switch
        {
            Purchase purchase => purchase.Day,
            PurchaseReturn given => given.Day,
            _ => DayOf(happened.OccurredAt),
        };
    }

    /// <summary>The day on the clock there.</summary>
    /// <param name="at">The instant.</param>
    public LocalDate DayOf(Instant at) => at.InZone(Zone).Date;

    /// <summary>The same events, with days counted in another zone.</summary>
    /// <param name="zone">The zone.</param>
    public RelationshipHistory In(DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return zone.Equals(Zone) ? this : new RelationshipHistory(Events, zone, Summary);
    }

    /// <summary>What had happened by an instant, which is included.</summary>
    /// <param name="at">The instant.</param>
    public RelationshipHistory Until(Instant at)
    {
        if (Events.IsEmpty || Events[^1].OccurredAt <= at)
        {
            return this;
        }

        ImmutableArray<TimelineEvent> past = [.. Events.TakeWhile(item => item.OccurredAt <= at)];
        return new RelationshipHistory(past, Zone, RelationshipSummary.OfOrdered(past));
    }

    /// <summary>The purchases that were not given back in full, in order of day.</summary>
    /// <remarks>A return that names its purchase takes it away where it is of the full amount; one that names none takes nothing: which purchase it was is not known.</remarks>
    public IEnumerable<Purchase> Kept()
    {
        var returned = Events.OfType<PurchaseReturn>()
            .Where(given => given.Purchase is not null)
            .GroupBy(given => given.Purchase!.Value)
            .ToDictionary(group => group.Key, group => group.Sum(given => given.Amount.Amount));
        return Events.OfType<Purchase>()
            .Where(purchase => !(returned.TryGetValue(purchase.Key, out var back) && back >= purchase.Amount.Amount && back > 0))
            .OrderBy(purchase => purchase.Day);
    }

    /// <summary>When the person last bought something of an item and kept it.</summary>
    /// <param name="item">The item, in the business's own categories.</param>
    /// <returns>The day; <c>null</c> where the person owns none.</returns>
    public LocalDate? OwnedSince(Topic item) => Kept().LastOrDefault(purchase => purchase.Items.Contains(item))?.Day;

    private static int InOrder(TimelineEvent left, TimelineEvent right)
    {
        var order = left.OccurredAt.CompareTo(right.OccurredAt);
        return order != 0 ? order : string.CompareOrdinal(left.Key.Value, right.Key.Value);
    }
}
