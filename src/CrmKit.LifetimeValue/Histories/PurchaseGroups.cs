using System.Runtime.CompilerServices;

namespace CrmKit.LifetimeValue;

// Rows put in groups of one x, smallest first: where each group goes.
internal static class PurchaseGroups
{
    private const int Small = 1024;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (int X, int From, int To)[] Of(ReadOnlySpan<int> x)
    {
        // Nearly all x are small; the few others are looked up.
        var (small, large) = (new int[Small], new SortedDictionary<int, int>());
        foreach (var purchases in x)
        {
            if (purchases < Small)
            {
                small[purchases]++;
            }
            else
            {
                large[purchases] = large.GetValueOrDefault(purchases) + 1;
            }
        }

        var groups = new List<(int X, int From, int To)>();
        for (var purchases = 0; purchases < Small; purchases++)
        {
            Append(purchases, small[purchases]);
        }

        foreach (var (purchases, count) in large)
        {
            Append(purchases, count);
        }

        return [.. groups];

        void Append(int purchases, int count)
        {
            if (count > 0)
            {
                var from = groups.Count == 0 ? 0 : groups[^1].To;
                groups.Add((purchases, from, from + count));
            }
        }
    }

    // Where the next row of each x goes: for small x by x itself, for others by look-up.
    public static Places PlacesOf((int X, int From, int To)[] groups)
    {
        var (small, large) = (new int[Small], new Dictionary<int, int>());
        foreach (var (purchases, from, _) in groups)
        {
            if (purchases < Small)
            {
                small[purchases] = from;
            }
            else
            {
                large[purchases] = from;
            }
        }

        return new Places(small, large);
    }

    internal readonly struct Places(int[] small, Dictionary<int, int> large)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Take(int x) => x < small.Length ? small[x]++ : large[x]++;
    }
}
