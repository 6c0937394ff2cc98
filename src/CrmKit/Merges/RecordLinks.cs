namespace CrmKit;

/// <summary>Since which merge any two records of one person are one.</summary>
internal sealed class RecordLinks
{
    private readonly Dictionary<CustomerId, RecordMerge> _byAbsorbed = [];
    private readonly Dictionary<RecordMerge, int> _order = [];
    private readonly Dictionary<CustomerId, RecordMerge> _first = [];

    /// <summary>Looks at the merges that stand among the records, in the order in which they were recorded.</summary>
    public RecordLinks(IEnumerable<RecordMerge> merges)
    {
        foreach (var merge in merges)
        {
            _order.Add(merge, _order.Count);
            _byAbsorbed.Add(merge.Absorbed, merge);
            Note(merge.Survivor, merge);
            Note(merge.Absorbed, merge);
        }
    }

    public bool IsEmpty => _order.Count == 0;

    public int OrderOf(RecordMerge merge) => _order[merge];

    /// <summary>The merge that made two records one: the latest on the way from one to the other.</summary>
    public RecordMerge Between(CustomerId one, CustomerId other)
    {
        // What lies above both is on no way between them: it is met twice.
        HashSet<RecordMerge> way = [.. Above(one)];
        way.SymmetricExceptWith(Above(other));
        return way.Aggregate(Later);
    }

    /// <summary>The merge since which a record is one with all others that have an address; for an address that is its own alone, its first merge.</summary>
    public RecordMerge Since(CustomerId record, ImmutableArray<CustomerId> owners)
    {
        RecordMerge? latest = null;
        foreach (var owner in owners.Where(owner => owner != record))
        {
            var between = Between(record, owner);
            latest = latest is null ? between : Later(latest, between);
        }

        return latest ?? _first[record];
    }

    private IEnumerable<RecordMerge> Above(CustomerId record)
    {
        while (_byAbsorbed.TryGetValue(record, out var merge))
        {
            yield return merge;
            record = merge.Survivor;
        }
    }

    private RecordMerge Later(RecordMerge one, RecordMerge other) =>
        (one.MergedAt, _order[one]).CompareTo((other.MergedAt, _order[other])) > 0 ? one : other;

    private void Note(CustomerId record, RecordMerge merge)
    {
        // The earliest by its instant: clocks go back.
        if (!_first.TryGetValue(record, out var known) || Later(known, merge) == known)
        {
            _first[record] = merge;
        }
    }
}
