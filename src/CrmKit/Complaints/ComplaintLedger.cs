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

    /// <summary>The complaints that are known and not settled by an instant, oldest first, with when they will be settled where that is known.</summary>
    /// <remarks>As gates look at them: one counts as soon as it is known, though its time be ahead of the clock.</remarks>
    /// <param name="at">The instant; what happens at it has happened.</param>
    public ImmutableArray<OpenComplaint> UnsettledAt(Instant at) =>
    [
        .. from complaint in _complaints
           let settled = _resolved.TryGetValue(complaint.Key, out var resolved) ? resolved : (Instant?)null
           where !(settled <= at)
           select new OpenComplaint(complaint.Key, complaint.OccurredAt, settled),
    ];
}
