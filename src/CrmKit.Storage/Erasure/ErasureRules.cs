namespace CrmKit.Storage;

/// <summary>What an erasure leaves behind, the same in every store. For those who write a store.</summary>
public static class ErasureRules
{
    /// <summary>The contact points that an erasure suppresses as objected to.</summary>
    /// <remarks>
    /// Those of long ago, too: an old list knows the address that the person had when it was made. What merges carried to the address of somebody else makes it no
    /// address of the person, as long as those who stay say all of it there themselves; otherwise the suppression stands for what goes.
    /// </remarks>
    /// <param name="records">The records of the person, and all that they said before.</param>
    /// <param name="consents">The statements of the person.</param>
    /// <param name="others">The contact points of double opt-ins and of outbox rows, wherever they stand.</param>
    /// <param name="saidByOthers">The refusals at a contact point under ids that stay; <c>null</c> where no record that stays has it.</param>
    public static ImmutableArray<ContactPoint> PointsToSuppress(
        IEnumerable<Customer> records,
        IEnumerable<RecordedConsent> consents,
        IEnumerable<ContactPoint> others,
        Func<ContactPoint, IEnumerable<RecordedConsent>?> saidByOthers)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(consents);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(saidByOthers);
        var carried = consents.ToLookup(recorded => IsCarried(recorded.Entry));
        return
        [
            .. records.SelectMany(record => record.ContactPoints).Select(point => point.Point)
                .Concat(carried[false].Select(recorded => recorded.Entry.Point))
                .Concat(others)
                .Concat(carried[true].GroupBy(recorded => (recorded.Entry.Point.Channel, recorded.Entry.Point.FoldedAddress)).Where(IsToBeClosed).Select(place => place.First().Entry.Point))
                .DistinctBy(point => (point.Channel, point.FoldedAddress)),
        ];

        bool IsToBeClosed(IEnumerable<RecordedConsent> place) =>
            saidByOthers(place.First().Entry.Point) is not { } said
            || !place.Where(StandingConsents.StopsOthers).All(told => said.Any(own => SaysAsMuch(own, told)));
    }

    // What a merge concluded may end: it says nothing that lasts.
    private static bool SaysAsMuch(RecordedConsent own, RecordedConsent told) =>
        own.Concluded is null
        && (own.Entry.Purpose, own.Entry.Topic, own.Entry.State) == (told.Entry.Purpose, told.Entry.Topic, told.Entry.State)
        && own.SaidAt >= told.SaidAt
        && own.RecordedAt >= told.RecordedAt;

    /// <summary>Whether a statement was carried from one record to another by a merge or its undoing: one about an address that is nobody's any more goes with its owner.</summary>
    /// <remarks>What it was carried for is the suppression of the address, which stays. What somebody said in person stays with whoever said it.</remarks>
    /// <param name="entry">The statement.</param>
    public static bool IsCarried(ConsentEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Source is MergedConsent.MergeSource or MergedConsent.UnmergeSource;
    }

    /// <summary>Refuses what is no list of ids.</summary>
    /// <param name="customers">The ids of those who are to be forgotten.</param>
    /// <exception cref="ArgumentException">An id is no id.</exception>
    public static void Check(IReadOnlyCollection<CustomerId> customers)
    {
        ArgumentNullException.ThrowIfNull(customers);
        if (customers.Contains(default))
        {
            throw new ArgumentException("Forgetting takes ids of customers, and one of these is empty.", nameof(customers));
        }
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
        var links = merges.All.SelectMany(merge => new[] { (merge.Survivor, Merge: merge), (merge.Absorbed, Merge: merge) }).ToLookup(link => link.Item1, link => link.Merge);
        HashSet<CustomerId> seen = [];
        return [.. records.Keys.Where(record => !seen.Contains(record)).SelectMany(record => LinesOf(records, Near(record, links, seen), erasedAt))];
    }

    // The lines of those who were ever one with each other, or with the same others.
    private static ImmutableArray<(Instant From, Instant Until)> LinesOf(IReadOnlyDictionary<CustomerId, Instant> all, (HashSet<CustomerId> Records, RecordMerges Merges) near, Instant erasedAt)
    {
        var records = near.Records.Where(all.ContainsKey).ToDictionary(record => record, record => all[record]);
        var instants = records.Values
            .Concat(near.Merges.All.SelectMany(merge => new[] { merge.MergedAt, merge.UnmergedAt ?? merge.MergedAt }))
            .Where(instant => instant < erasedAt)
            .Distinct()
            .Order();
        var lines = ImmutableArray.CreateBuilder<(Instant From, Instant Until)>();
        Stack<Instant> open = new();
        foreach (var instant in instants)
        {
            var tree = RecordTree.At(near.Merges, instant);
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

    // A record, those that it was ever one with, and so on, with their merges.
    private static (HashSet<CustomerId> Records, RecordMerges Merges) Near(CustomerId record, ILookup<CustomerId, RecordMerge> links, HashSet<CustomerId> seen)
    {
        HashSet<CustomerId> near = [];
        List<RecordMerge> merges = [];
        Stack<CustomerId> left = new([record]);
        while (left.TryPop(out var next))
        {
            if (near.Add(next))
            {
                seen.Add(next);
                foreach (var merge in links[next])
                {
                    left.Push(merge.Survivor);
                    left.Push(merge.Absorbed);
                    if (merge.Survivor == next)
                    {
                        merges.Add(merge);
                    }
                }
            }
        }

        return (near, new RecordMerges(merges));
    }
}
