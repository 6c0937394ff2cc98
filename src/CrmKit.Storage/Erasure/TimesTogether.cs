namespace CrmKit.Storage;

/// <summary>When records that stay were one person with forgotten ones, the same in every store. For those who write a store.</summary>
/// <remarks>
/// What was recorded then under the id of the one may be about the other: nobody could tell. An address that is in nobody's record any more goes out of it, unless
/// the record that stays had it as its own. The instant of a merge and that of its undoing count as together: nothing tells what came first.
/// </remarks>
public sealed class TimesTogether
{
    private readonly IReadOnlySet<CustomerId> _forgotten;
    private readonly ILookup<CustomerId, (CustomerId Other, RecordMerge Merge)> _links;

    /// <summary>Looks at the log of merges.</summary>
    /// <param name="forgotten">The ids of the forgotten records.</param>
    /// <param name="merges">All merges, undone ones included, as they were before the erasure.</param>
    public TimesTogether(IReadOnlySet<CustomerId> forgotten, RecordMerges merges)
    {
        ArgumentNullException.ThrowIfNull(forgotten);
        ArgumentNullException.ThrowIfNull(merges);
        _forgotten = forgotten;
        _links = merges.All
            .SelectMany(merge => new[] { (Record: merge.Survivor, Other: merge.Absorbed, Merge: merge), (Record: merge.Absorbed, Other: merge.Survivor, Merge: merge) })
            .ToLookup(link => link.Record, link => (link.Other, link.Merge));
        Others = [.. forgotten.SelectMany(record => Near(record, static _ => true)).Where(record => !forgotten.Contains(record)).Distinct().Order()];
    }

    /// <summary>The records that stay and may have been one with a forgotten one at some time.</summary>
    public ImmutableArray<CustomerId> Others { get; }

    /// <summary>Whether a record was one with a forgotten one at an instant.</summary>
    /// <param name="other">The record that stays.</param>
    /// <param name="at">The instant.</param>
    public bool Includes(CustomerId other, Instant at) =>
        Near(other, merge => merge.MergedAt <= at && !(merge.UnmergedAt < at)).Any(_forgotten.Contains);

    /// <summary>The addresses that a record has or had from the time together alone, as channel and folded address.</summary>
    /// <param name="other">The record that stays.</param>
    /// <param name="former">What it said before, each with when that was recorded.</param>
    /// <param name="places">Addresses of the forgotten that no record has any more.</param>
    public ImmutableHashSet<(Channel Channel, string FoldedAddress)> NotItsOwn(
        CustomerId other,
        IEnumerable<(Customer Content, Instant RecordedAt)> former,
        IEnumerable<(Channel Channel, string FoldedAddress)> places)
    {
        ArgumentNullException.ThrowIfNull(former);
        var own = former.Where(version => !Includes(other, version.RecordedAt)).SelectMany(version => version.Content.ContactPoints).Select(PlaceOf).ToHashSet();
        return [.. places.Where(place => !own.Contains(place))];
    }

    /// <summary>A former content of a record as the erasure leaves it: the same one where nothing goes.</summary>
    /// <param name="content">The former content.</param>
    /// <param name="recordedAt">When it was recorded.</param>
    /// <param name="places">The addresses that are not its own: <see cref="NotItsOwn"/>.</param>
    public Customer Left(Customer content, Instant recordedAt, IReadOnlySet<(Channel Channel, string FoldedAddress)> places)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(places);
        return content.ContactPoints.Any(point => places.Contains(PlaceOf(point))) && Includes(content.Id, recordedAt)
            ? content with { ContactPoints = [.. content.ContactPoints.Where(point => !places.Contains(PlaceOf(point)))] }
            : content;
    }

    private static (Channel Channel, string FoldedAddress) PlaceOf(ContactPointRecord point) => (point.Channel, point.Point.FoldedAddress);

    private HashSet<CustomerId> Near(CustomerId record, Func<RecordMerge, bool> holds)
    {
        HashSet<CustomerId> near = [];
        Stack<CustomerId> left = new([record]);
        while (left.TryPop(out var next))
        {
            if (near.Add(next))
            {
                foreach (var (other, _) in _links[next].Where(link => holds(link.Merge)))
                {
                    left.Push(other);
                }
            }
        }

        return near;
    }
}
