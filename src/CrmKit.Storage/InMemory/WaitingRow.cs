namespace CrmKit.Storage;

/// <summary>Where a row that is due stands among the others.</summary>
/// <param name="DueAt">When it is due.</param>
/// <param name="Key">The row, under the id of the record that it was recorded under.</param>
internal readonly record struct WaitingRow(Instant DueAt, TouchKey Key)
{
    /// <summary>None.</summary>
    public static ImmutableSortedSet<WaitingRow> None { get; } = ImmutableSortedSet<WaitingRow>.Empty.WithComparer(Comparer<WaitingRow>.Create(static (left, right) =>
    {
        var order = left.DueAt.CompareTo(right.DueAt);
        return order != 0 ? order : TouchKeyOrder.Compare(left.Key, right.Key);
    }));

    /// <summary>The place of a row; <c>null</c> for one that is not due.</summary>
    public static WaitingRow? Of(MemoryRow? row) => row is { Row.State: OutboxState.Due } ? new(row.Row.DueAt, row.Key) : null;
}
