namespace CrmKit.Storage;

/// <summary>Which records are one person at a moment. For those who write a store.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RecordTree
{
    private readonly ImmutableDictionary<CustomerId, RecordMerge> _byAbsorbed;
    private readonly ImmutableDictionary<CustomerId, ImmutableList<CustomerId>> _absorbedBy;

    private RecordTree(ImmutableDictionary<CustomerId, RecordMerge> byAbsorbed, ImmutableDictionary<CustomerId, ImmutableList<CustomerId>> absorbedBy)
    {
        _byAbsorbed = byAbsorbed;
        _absorbedBy = absorbedBy;
    }

    /// <summary>Every record is a person of its own.</summary>
    public static RecordTree Empty { get; } =
        new(ImmutableDictionary<CustomerId, RecordMerge>.Empty, ImmutableDictionary<CustomerId, ImmutableList<CustomerId>>.Empty);

    /// <summary>Whether every record is a person of its own.</summary>
    public bool IsEmpty => _byAbsorbed.IsEmpty;

    /// <summary>As it stands: the merges that were not undone, whatever the clock says.</summary>
    /// <param name="merges">The log.</param>
    public static RecordTree Standing(RecordMerges merges)
    {
        ArgumentNullException.ThrowIfNull(merges);
        return Of(merges.All.Where(merge => merge.UnmergedAt is null));
    }

    /// <summary>As it stood at a past instant.</summary>
    /// <param name="merges">The log.</param>
    /// <param name="at">The instant.</param>
    public static RecordTree At(RecordMerges merges, Instant at)
    {
        ArgumentNullException.ThrowIfNull(merges);
        return Of(merges.All.Where(merge => merge.HoldsAt(at)));
    }

    /// <summary>The tree with one more merge, of two people.</summary>
    /// <param name="merge">The merge.</param>
    public RecordTree With(RecordMerge merge)
    {
        ArgumentNullException.ThrowIfNull(merge);
        return new(_byAbsorbed.Add(merge.Absorbed, merge), _absorbedBy.SetItem(merge.Survivor, _absorbedBy.GetValueOrDefault(merge.Survivor, []).Add(merge.Absorbed)));
    }

    /// <summary>The tree without the merge that absorbed a record.</summary>
    /// <param name="absorbed">The record's id.</param>
    public RecordTree Without(CustomerId absorbed)
    {
        if (MergeOf(absorbed) is not { } merge)
        {
            return this;
        }

        var left = _absorbedBy[merge.Survivor].Remove(absorbed);
        return new(_byAbsorbed.Remove(absorbed), left.IsEmpty ? _absorbedBy.Remove(merge.Survivor) : _absorbedBy.SetItem(merge.Survivor, left));
    }

    /// <summary>The id under which a record's person is known: its own where it was not absorbed.</summary>
    /// <param name="record">The record's id.</param>
    public CustomerId PersonOf(CustomerId record)
    {
        while (_byAbsorbed.TryGetValue(record, out var merge))
        {
            record = merge.Survivor;
        }

        return record;
    }

    /// <summary>Whether a person is of one record alone.</summary>
    /// <param name="person">The id of the surviving record.</param>
    internal bool IsAlone(CustomerId person) => !_absorbedBy.ContainsKey(person);

    /// <summary>The ids of a person's records: the survivor's, then those that it absorbed in the order in which it did, each followed by those that it had absorbed itself.</summary>
    /// <param name="person">The id of the surviving record.</param>
    public ImmutableArray<CustomerId> RecordsOf(CustomerId person)
    {
        if (!_absorbedBy.ContainsKey(person))
        {
            return [person];
        }

        var records = ImmutableArray.CreateBuilder<CustomerId>();
        Stack<CustomerId> left = new([person]);
        while (left.TryPop(out var record))
        {
            records.Add(record);
            foreach (var absorbed in _absorbedBy.GetValueOrDefault(record, []).Reverse())
            {
                left.Push(absorbed);
            }
        }

        return records.ToImmutable();
    }

    /// <summary>The merge that absorbed a record; <c>null</c> where none did.</summary>
    /// <param name="record">The record's id.</param>
    public RecordMerge? MergeOf(CustomerId record) => _byAbsorbed.GetValueOrDefault(record);

    /// <summary>The merge that two records of one person would be linked by: the absorbed one's own, unless it stands above the other.</summary>
    /// <param name="survivor">The record that would survive.</param>
    /// <param name="absorbed">The record that would be absorbed.</param>
    /// <returns><c>null</c> where they are two people.</returns>
    public RecordMerge? LinkOf(CustomerId survivor, CustomerId absorbed)
    {
        if (PersonOf(survivor) != PersonOf(absorbed))
        {
            return null;
        }

        for (var record = survivor; MergeOf(record) is { } merge; record = merge.Survivor)
        {
            if (merge.Survivor == absorbed)
            {
                return merge;
            }
        }

        return MergeOf(absorbed);
    }

    private static RecordTree Of(IEnumerable<RecordMerge> merges) => merges.Aggregate(Empty, (tree, merge) => tree.With(merge));
}
