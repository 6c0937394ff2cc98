namespace CrmKit.Storage;

/// <summary>Which of several contacts of one reason and occurrence goes on when records become one person or two, the same in every store. For those who write a store.</summary>
/// <remarks>
/// A claimed row is due again either way, and no claim holds it any more: what was judged and written was for somebody else.
/// </remarks>
public static class EffectCollisions
{
    /// <summary>What a merge changes: pending rows that give way become dead, and claimed ones that do not are due again.</summary>
    /// <remarks>The most advanced one of a reason and occurrence stays, of equally far ones the survivor's. A dead one does not compete: what will never leave makes nothing superfluous.</remarks>
    /// <param name="survivor">The rows of the surviving record's person.</param>
    /// <param name="absorbed">The rows of the absorbed record's person.</param>
    /// <returns>The rows that change, as they are after it.</returns>
    public static ImmutableArray<StoredEffect> AtMerge(IEnumerable<StoredEffect> survivor, IEnumerable<StoredEffect> absorbed)
    {
        ArgumentNullException.ThrowIfNull(survivor);
        ArgumentNullException.ThrowIfNull(absorbed);
        var all = survivor.Select(row => (Row: row, Side: 0)).Concat(absorbed.Select(row => (Row: row, Side: 1)));
        return
        [
            .. all.Where(one => one.Row.State != OutboxState.Dead)
                .GroupBy(one => (one.Row.Key.Reason, one.Row.Key.Occurrence))
                .SelectMany(same => OneOf([
                    .. same.OrderByDescending(one => one.Row.Progress).ThenBy(one => one.Side).ThenBy(one => one.Row.Key, TouchKeyOrder.Comparer).Select(one => one.Row),
                ])),
        ];
    }

    /// <summary>What the undoing of a merge changes on one of the two sides: rows that gave way to one of the other side are due again, where their own side has none, and so are claimed ones.</summary>
    /// <param name="rows">The rows of one of the two people after the undoing.</param>
    /// <param name="person">The id under which that one is known.</param>
    /// <param name="records">The ids of that one's records.</param>
    /// <returns>The rows that change, as they are after it.</returns>
    public static ImmutableArray<StoredEffect> AtUnmerge(IEnumerable<StoredEffect> rows, CustomerId person, IReadOnlyCollection<CustomerId> records)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(records);
        var own = records.ToHashSet();
        return [.. rows.GroupBy(row => (row.Key.Reason, row.Key.Occurrence)).SelectMany(same => Settled(same, person, own))];
    }

    private static IEnumerable<StoredEffect> OneOf(ImmutableArray<StoredEffect> rows) => rows
        .Skip(1)
        .Where(row => row.IsPending)
        .Select(row => row with { State = OutboxState.Dead, GaveWayTo = rows[0].Key.Customer })
        .Concat(DueAgain(rows[0]));

    private static IEnumerable<StoredEffect> DueAgain(StoredEffect row) => row.State == OutboxState.Claimed ? [row with { State = OutboxState.Due }] : [];

    private static IEnumerable<StoredEffect> Settled(IEnumerable<StoredEffect> same, CustomerId person, HashSet<CustomerId> own)
    {
        ImmutableArray<StoredEffect> rows = [.. same.OrderBy(row => row.Key.Customer != person).ThenBy(row => row.Key, TouchKeyOrder.Comparer)];
        ImmutableArray<StoredEffect> left = [.. rows.Where(row => row.IsDeadByMerge && !own.Contains(row.GaveWayTo!.Value))];
        ImmutableArray<StoredEffect> alive = [.. rows.Where(row => row.State != OutboxState.Dead).OrderByDescending(row => row.Progress)];
        foreach (var row in alive.SelectMany(DueAgain))
        {
            yield return row;
        }

        if (left.IsEmpty)
        {
            yield break;
        }

        // The others give way to what their own side has: the next undoing asks for that one.
        var stays = alive.IsEmpty ? left[0].Key : alive[0].Key;
        foreach (var row in left)
        {
            yield return row.Key == stays ? row with { State = OutboxState.Due, GaveWayTo = null } : row with { GaveWayTo = stays.Customer };
        }
    }
}
