namespace CrmKit.Storage;

/// <summary>Orders of effects: by customer, reason, occurrence.</summary>
internal static class TouchKeyOrder
{
    /// <summary>Ordinal order.</summary>
    public static IComparer<TouchKey> Comparer { get; } = Comparer<TouchKey>.Create(Compare);

    /// <summary>The order of code points, which is that of the bytes of UTF-8 and so that of an index in a database.</summary>
    public static IComparer<TouchKey> ByCodePoint { get; } = Comparer<TouchKey>.Create(CompareCodePoints);

    public static int Compare(TouchKey left, TouchKey right)
    {
        var order = left.Customer.CompareTo(right.Customer);
        order = order != 0 ? order : string.CompareOrdinal(left.Reason, right.Reason);
        return order != 0 ? order : string.CompareOrdinal(left.Occurrence, right.Occurrence);
    }

    private static int CompareCodePoints(TouchKey left, TouchKey right)
    {
        var order = CompareCodePoints(left.Customer.Value, right.Customer.Value);
        order = order != 0 ? order : CompareCodePoints(left.Reason, right.Reason);
        return order != 0 ? order : CompareCodePoints(left.Occurrence, right.Occurrence);
    }

    private static int CompareCodePoints(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length.CompareTo(right.Length)
            : Rank(left[common]).CompareTo(Rank(right[common]));
    }

    // Surrogates stand for code points beyond U+FFFF and come after U+E000 to U+FFFF, though their numbers come before.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
