namespace CrmKit.Storage;

/// <summary>Ordinal order of effects: customer, reason, occurrence.</summary>
internal static class TouchKeyOrder
{
    public static IComparer<TouchKey> Comparer { get; } = Comparer<TouchKey>.Create(Compare);

    public static int Compare(TouchKey left, TouchKey right)
    {
        var order = left.Customer.CompareTo(right.Customer);
        order = order != 0 ? order : string.CompareOrdinal(left.Reason, right.Reason);
        return order != 0 ? order : string.CompareOrdinal(left.Occurrence, right.Occurrence);
    }
}
