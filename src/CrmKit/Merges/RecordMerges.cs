namespace CrmKit;

/// <summary>Which records are of one person, at any instant.</summary>
/// <remarks>Immutable and thread-safe. Merges form trees: who absorbed a record may be absorbed itself.</remarks>
public sealed class RecordMerges
{
    private readonly ImmutableArray<RecordMerge> _all;

    /// <summary>Creates it from the log of a store.</summary>
    /// <param name="merges">All merges, undone ones included, in the order in which they were recorded.</param>
    public RecordMerges(IEnumerable<RecordMerge> merges)
    {
        ArgumentNullException.ThrowIfNull(merges);
        _all = [.. merges];
    }

    /// <summary>No record was ever merged.</summary>
    public static RecordMerges None { get; } = new([]);

    /// <summary>All merges in the order in which they were recorded.</summary>
    public IReadOnlyList<RecordMerge> All => _all;

    /// <summary>For each absorbed record the id under which its person is known.</summary>
    /// <param name="at">As of which instant.</param>
    public ImmutableDictionary<CustomerId, CustomerId> PersonsAt(Instant at)
    {
        var parents = _all.Where(merge => merge.HoldsAt(at)).ToDictionary(merge => merge.Absorbed, merge => merge.Survivor);
        return parents.Keys.ToImmutableDictionary(absorbed => absorbed, absorbed =>
        {
            // A store lets nobody absorb his own survivor, so that every road ends.
            var person = parents[absorbed];
            while (parents.TryGetValue(person, out var next))
            {
                person = next;
            }

            return person;
        });
    }
}
