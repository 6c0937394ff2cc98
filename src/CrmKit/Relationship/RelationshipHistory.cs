using System.Runtime.InteropServices;

namespace CrmKit;

/// <summary>The events of one person, in order, as touch sources and engines of cadence read them.</summary>
/// <remarks>Immutable and thread-safe. Events of one key are one event. What lies ahead of an instant is left out by <see cref="Until"/>, never by the reader.</remarks>
public sealed class RelationshipHistory
{
    private readonly OrderedEvents _happened;

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
        if (Array.Exists(ordered, item => item.Customer != ordered[0].Customer))
        {
            throw new ArgumentException("A history is that of one person; these events are of several.", nameof(events));
        }

        _happened = new OrderedEvents(ImmutableCollectionsMarshal.AsImmutableArray(ordered));
        Zone = zone;
    }

    private RelationshipHistory(OrderedEvents happened, DateTimeZone zone) => (_happened, Zone) = (happened, zone);

    /// <summary>The events in order of time, those of one instant in ordinal order of the key.</summary>
    public ImmutableArray<TimelineEvent> Events => _happened.Events;

    /// <summary>The person's zone.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>What it comes to; never stale.</summary>
    public RelationshipSummary Summary => _happened.Summary;

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
        return zone.Equals(Zone) ? this : new RelationshipHistory(_happened, zone);
    }

    /// <summary>What had happened by an instant, which is included.</summary>
    /// <param name="at">The instant.</param>
    public RelationshipHistory Until(Instant at)
    {
        if (Events.IsEmpty || Events[^1].OccurredAt <= at)
        {
            return this;
        }

        return new RelationshipHistory(new OrderedEvents([.. Events.TakeWhile(item => item.OccurredAt <= at)]), Zone);
    }

    /// <summary>The purchases that were not given back in full, in order of day.</summary>
    /// <remarks>A return that names its purchase takes it away where it is of the full amount; one that names none takes nothing: which purchase it was is not known.</remarks>
    public IEnumerable<Purchase> Kept() => _happened.Kept;

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
