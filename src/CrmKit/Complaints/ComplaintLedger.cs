namespace CrmKit;

/// <summary>Which complaints were open at any instant.</summary>
/// <remarks>Immutable and thread-safe. Of several events that settle a complaint, the earliest counts. O(n log n) in the complaints, O(n) for an instant.</remarks>
public sealed class ComplaintLedger
{
    private readonly ImmutableArray<Complaint> _complaints;
    private readonly Dictionary<EventKey, Instant> _resolved = [];

    /// <summary>Reads the complaints of a timeline; other events are passed over.</summary>
    /// <param name="events">Events of any number of customers, in any order.</param>
    public ComplaintLedger(IEnumerable<TimelineEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var complaints = new List<Complaint>();
        foreach (var item in events)
        {
            switch (item)
            {
                case Complaint complaint:
                    complaints.Add(complaint);
                    break;
                case ComplaintResolved resolved:
                    _resolved[resolved.Complaint] =
                        _resolved.TryGetValue(resolved.Complaint, out var known) ? Instant.Min(known, resolved.OccurredAt) : resolved.OccurredAt;
                    break;
            }
        }

        _complaints = [.. complaints.OrderBy(complaint => complaint.OccurredAt).ThenBy(complaint => complaint.Key.Value, StringComparer.Ordinal)];
    }

    /// <summary>The complaints made by an instant and not settled by then, oldest first.</summary>
    /// <param name="at">The instant; what happens at it has happened.</param>
    public ImmutableArray<Complaint> OpenAt(Instant at) =>
        [.. _complaints.Where(complaint => complaint.OccurredAt <= at && !(_resolved.TryGetValue(complaint.Key, out var resolved) && resolved <= at))];
}
