namespace CrmKit.Storage;

/// <summary>What an erasure leaves behind, the same in every store. For those who write a store.</summary>
public static class ErasureRules
{
    /// <summary>The contact points that an erasure suppresses as objected to.</summary>
    /// <remarks>Those of long ago, too: an old list knows the address that the person had when it was made.</remarks>
    /// <param name="records">The records of the person, and all that they said before.</param>
    /// <param name="consents">The statements of the person.</param>
    /// <param name="others">The contact points of double opt-ins and of outbox rows, wherever they stand.</param>
    public static ImmutableArray<ContactPoint> PointsToSuppress(IEnumerable<Customer> records, IEnumerable<ConsentEntry> consents, IEnumerable<ContactPoint> others)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(consents);
        ArgumentNullException.ThrowIfNull(others);
        return
        [
            .. records.SelectMany(record => record.ContactPoints).Select(point => point.Point)
                .Concat(consents.Select(entry => entry.Point))
                .Concat(others)
                .DistinctBy(point => (point.Channel, point.FoldedAddress)),
        ];
    }

    /// <summary>A record without its roles towards people who are forgotten; the same one where it has none.</summary>
    /// <param name="record">The record, or a former content of it.</param>
    /// <param name="forgotten">The ids of the forgotten records.</param>
    public static Customer WithoutRolesTo(Customer record, IReadOnlySet<CustomerId> forgotten)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(forgotten);
        return record.Roles.Any(role => forgotten.Contains(role.Of))
            ? record with { Roles = [.. record.Roles.Where(role => !forgotten.Contains(role.Of))] }
            : record;
    }

    /// <summary>The lines that an erasure leaves: those that cover an instant are as many as the forgotten records were people then.</summary>
    /// <remarks>Two records that were merged in between were two people before. A line names nobody; a person of one record leaves one.</remarks>
    /// <param name="records">The forgotten records, each with the instant from which on it was known.</param>
    /// <param name="merges">All merges, undone ones included, as they were before the erasure.</param>
    /// <param name="erasedAt">The instant of the erasure.</param>
    public static ImmutableArray<(Instant From, Instant Until)> Lines(IReadOnlyDictionary<CustomerId, Instant> records, RecordMerges merges, Instant erasedAt)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(merges);
        var near = Near(records.Keys, merges);
        var instants = records.Values
            .Concat(near.All.SelectMany(merge => new[] { merge.MergedAt, merge.UnmergedAt ?? merge.MergedAt }))
            .Where(instant => instant < erasedAt)
            .Distinct()
            .Order();
        var lines = ImmutableArray.CreateBuilder<(Instant From, Instant Until)>();
        Stack<Instant> open = new();
        foreach (var instant in instants)
        {
            var tree = RecordTree.At(near, instant);
            var people = records.Where(record => record.Value <= instant).Select(record => tree.PersonOf(record.Key)).Distinct().Count();
            while (open.Count < people)
            {
                open.Push(instant);
            }

            while (open.Count > people)
            {
                lines.Add((open.Pop(), instant));
            }
        }

        lines.AddRange(open.Select(from => (from, erasedAt)));
        return lines.ToImmutable();
    }

    // The merges of the records, and of those that they were ever one with.
    private static RecordMerges Near(IEnumerable<CustomerId> records, RecordMerges merges)
    {
        HashSet<CustomerId> near = [.. records];
        int known;
        do
        {
            known = near.Count;
            foreach (var merge in merges.All.Where(merge => near.Contains(merge.Survivor) || near.Contains(merge.Absorbed)))
            {
                near.Add(merge.Survivor);
                near.Add(merge.Absorbed);
            }
        }
        while (near.Count > known);

        return new RecordMerges(merges.All.Where(merge => near.Contains(merge.Survivor)));
    }
}
