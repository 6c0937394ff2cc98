namespace CrmKit.Storage;

/// <summary>Which of several contacts of one reason and occurrence goes on when records become one person or two, the same in every store. For those who write a store.</summary>
public static class EffectCollisions
{
    /// <summary>The pending rows that give way at a merge: they become dead for <see cref="ReasonCodes.Merged"/>, and no claim holds them any more.</summary>
    /// <remarks>The most advanced one of a reason and occurrence stays, of equally far ones the survivor's. A dead one does not compete: what will never leave makes nothing superfluous.</remarks>
    /// <param name="survivor">The rows of the surviving record's person.</param>
    /// <param name="absorbed">The rows of the absorbed record's person.</param>
    /// <returns>Their keys, under the ids of the records.</returns>
    public static ImmutableArray<TouchKey> GivingWay(IEnumerable<StoredEffect> survivor, IEnumerable<StoredEffect> absorbed)
    {
        ArgumentNullException.ThrowIfNull(survivor);
        ArgumentNullException.ThrowIfNull(absorbed);
        var all = survivor.Select(row => (Row: row, Side: 0)).Concat(absorbed.Select(row => (Row: row, Side: 1)));
        return
        [
            .. all.Where(one => one.Row.State != OutboxState.Dead)
                .GroupBy(one => (one.Row.Key.Reason, one.Row.Key.Occurrence))
                .SelectMany(same => same
                    .OrderByDescending(one => one.Row.Progress)
                    .ThenBy(one => one.Side)
                    .ThenBy(one => one.Row.Key, TouchKeyOrder.Comparer)
                    .Skip(1))
                .Where(one => one.Row.IsPending)
                .Select(one => one.Row.Key),
        ];
    }

    /// <summary>The rows that are due again once a merge is undone: those that had given way and have nobody of their own side to give way to.</summary>
    /// <param name="rows">The rows of one of the two people after the undoing.</param>
    /// <param name="person">The id under which that one is known.</param>
    /// <returns>Their keys, under the ids of the records.</returns>
    public static ImmutableArray<TouchKey> DueAgain(IEnumerable<StoredEffect> rows, CustomerId person)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return
        [
            .. rows.Where(row => row.IsDeadByMerge || row.State != OutboxState.Dead)
                .GroupBy(row => (row.Key.Reason, row.Key.Occurrence))
                .Where(same => same.All(row => row.IsDeadByMerge))
                .Select(same => same.Select(row => row.Key).OrderBy(key => key.Customer != person).ThenBy(key => key, TouchKeyOrder.Comparer).First()),
        ];
    }
}
