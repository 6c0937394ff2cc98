namespace CrmKit.Storage;

/// <summary>Which records are one person at a moment. For those who write a store.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class RecordTree
{
    private readonly ImmutableDictionary<CustomerId, RecordMerge> _byAbsorbed;
    private readonly ImmutableDictionary<CustomerId, ImmutableArray<CustomerId>> _absorbedBy;

    private RecordTree(IEnumerable<RecordMerge> merges)
    {
        ImmutableArray<RecordMerge> all = [.. merges];
        _byAbsorbed = all.ToImmutableDictionary(merge => merge.Absorbed);
        _absorbedBy = all.GroupBy(merge => merge.Survivor).ToImmutableDictionary(group => group.Key, group => group.Select(merge => merge.Absorbed).ToImmutableArray());
    }

    /// <summary>Every record is a person of its own.</summary>
    public static RecordTree Empty { get; } = new([]);

    /// <summary>Whether every record is a person of its own.</summary>
    public bool IsEmpty => _byAbsorbed.IsEmpty;

    /// <summary>As it stands: the merges that were not undone, whatever the clock says.</summary>
    /// <param name="merges">The log.</param>
    public static RecordTree Standing(RecordMerges merges)
    {
        ArgumentNullException.ThrowIfNull(merges);
        return new(merges.All.Where(merge => merge.UnmergedAt is null));
    }

    /// <summary>As it stood at a past instant.</summary>
    /// <param name="merges">The log.</param>
    /// <param name="at">The instant.</param>
    public static RecordTree At(RecordMerges merges, Instant at)
    {
        ArgumentNullException.ThrowIfNull(merges);
        return new(merges.All.Where(merge => merge.HoldsAt(at)));
    }

    /// <summary>The instant of the next merge or undoing: the store's clock, and never before an earlier one, so that at no instant two of them hold that exclude each other.</summary>
    /// <param name="merges">The log.</param>
    /// <param name="now">The store's clock.</param>
    public static Instant NextInstant(RecordMerges merges, Instant now)
    {
        ArgumentNullException.ThrowIfNull(merges);
        return merges.All.Aggregate(ColumnInstant.Truncate(now), (latest, merge) => Instant.Max(latest, Instant.Max(merge.MergedAt, merge.UnmergedAt ?? merge.MergedAt)));
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
}
