namespace CrmKit;

/// <summary>The ordinal order of customer ids: by the first characters as one number, and by the whole text where those are equal.</summary>
internal static class CustomerOrder
{
    /// <summary>Positions of the customers in rising order.</summary>
    public static int[] Of(IReadOnlyList<CustomerId> customers)
    {
        // Eight characters where none is beyond Latin-1, which is so of nearly all keys; else four.
        var bits = customers.All(customer => !customer.Value.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF')) ? 8 : 16;
        var (beginnings, order) = (new ulong[customers.Count], new int[customers.Count]);
        for (var i = 0; i < order.Length; i++)
        {
            (beginnings[i], order[i]) = (Beginning(customers[i].Value, bits), i);
        }

        Array.Sort(beginnings, order);
        for (int from = 0, to; from < order.Length; from = to)
        {
            for (to = from + 1; to < order.Length && beginnings[to] == beginnings[from]; to++)
            {
            }

            if (to - from > 1)
            {
                order.AsSpan(from, to - from).Sort((left, right) => customers[left].CompareTo(customers[right]));
            }
        }

        return order;
    }

    // A shorter text is filled up with zeros, which no key holds.
    private static ulong Beginning(string text, int bits)
    {
        ulong beginning = 0;
        for (var i = 0; i < 64 / bits; i++)
        {
            beginning = (beginning << bits) | (i < text.Length ? text[i] : 0u);
        }

        return beginning;
    }
}
