namespace CrmKit.Scheduling;

/// <summary>An order and a stream of numbers that depend on seed and ids alone.</summary>
internal static class TieOrder
{
    /// <summary>The finaliser of splitmix64 (Steele, Lea, Flood 2014): a bijection that scatters.</summary>
    public static ulong Scatter(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    public static ulong Rank(ulong seed, long customer) => Scatter(Scatter(seed) ^ (ulong)customer);

    /// <summary>The customers by staff member, and among those of one by rank. Ids are distinct and scattering is a bijection, so that ranks are distinct too.</summary>
    public static int[] Customers(ContactProblem problem, ulong seed)
    {
        var columns = problem.Columns;
        var keys = new (int Staff, ulong Rank)[columns.Ids.Length];
        var order = new int[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (columns.Staff[i], Rank(seed, columns.Ids[i]));
            order[i] = i;
        }

        Array.Sort(keys, order);
        return order;
    }
}
