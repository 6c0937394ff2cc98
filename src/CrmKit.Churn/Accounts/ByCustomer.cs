namespace CrmKit.Churn;

// Entries brought together by their customer, in the order in which they came: a counting sort.
internal static class ByCustomer
{
    public static (T[] Entries, int[] Starts) Of<T>(ReadOnlySpan<T> entries, int customers, Func<T, int> customerOf)
    {
        var starts = new int[customers + 1];
        foreach (var entry in entries)
        {
            starts[customerOf(entry) + 1]++;
        }

        for (var i = 0; i < customers; i++)
        {
            starts[i + 1] += starts[i];
        }

        var next = starts[..customers];
        var ordered = new T[entries.Length];
        foreach (var entry in entries)
        {
            ordered[next[customerOf(entry)]++] = entry;
        }

        return (ordered, starts);
    }
}
