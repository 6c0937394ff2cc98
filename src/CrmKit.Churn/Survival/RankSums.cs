using System.Numerics;
using System.Runtime.CompilerServices;

namespace CrmKit.Churn;

// Sums by rank that change, and their sums up to a rank: Fenwick's tree (1994), O(log n) each.
internal sealed class RankSums<T>(int mostRanks)
    where T : struct, INumber<T>
{
    private readonly T[] _tree = new T[mostRanks + 1];
    private readonly T[] _each = new T[mostRanks];
    private int _ranks;

    public T Total { get; private set; } = T.Zero;

    // Empties it for so many ranks, at the cost of these only.
    public void Reset(int ranks)
    {
        _ranks = ranks;
        Array.Clear(_tree, 0, ranks + 1);
        Array.Clear(_each, 0, ranks);
        Total = T.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int rank, T weight)
    {
        var tree = _tree.AsSpan(0, _ranks + 1);
        _each[rank] += weight;
        Total += weight;
        for (var i = rank + 1; i < tree.Length; i += i & -i)
        {
            tree[i] += weight;
        }
    }

    public T At(int rank) => _each[rank];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Below(int rank)
    {
        var tree = _tree;
        var sum = T.Zero;
        for (var i = rank; i > 0; i &= i - 1)
        {
            sum += tree[i];
        }

        return sum;
    }
}
