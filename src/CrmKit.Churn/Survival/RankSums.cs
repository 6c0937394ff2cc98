using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrmKit.Churn;

// Sums by rank that change, and their sums up to a rank. Ranks stand in shelves of 64, which are added up as they are; over the shelves is Fenwick's tree (1994), which so small stays
// in the nearest memory. O(log n) each.
internal sealed class RankSums<T>(int mostRanks)
    where T : struct, INumber<T>
{
    private const int ShelfBits = 6;
    private readonly T[] _tree = new T[(mostRanks >> ShelfBits) + 2];
    private readonly T[] _each = new T[mostRanks + Vector256<T>.Count];
    private int _shelves;

    public T Total { get; private set; } = T.Zero;

    // Empties it for so many ranks, at the cost of these only.
    public void Reset(int ranks)
    {
        _shelves = (ranks >> ShelfBits) + 1;
        Array.Clear(_tree, 0, _shelves + 1);
        Array.Clear(_each, 0, ranks);
        Total = T.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int rank, T weight)
    {
        _each[rank] += weight;
        Total += weight;
        var tree = _tree.AsSpan(0, _shelves + 1);
        for (var i = (rank >> ShelfBits) + 1; i < tree.Length; i += i & -i)
        {
            tree[i] += weight;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T At(int rank) => _each[rank];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Below(int rank)
    {
        var tree = _tree;
        var sum = T.Zero;
        for (var i = rank >> ShelfBits; i > 0; i &= i - 1)
        {
            sum += tree[i];
        }

        ref var shelf = ref MemoryMarshal.GetArrayDataReference(_each);
        var from = rank & -(1 << ShelfBits);
        var sums = Vector256<T>.Zero;
        for (; from + Vector256<T>.Count <= rank; from += Vector256<T>.Count)
        {
            sums += Vector256.LoadUnsafe(ref shelf, (nuint)from);
        }

        sum += Vector256.Sum(sums);
        for (; from < rank; from++)
        {
            sum += _each[from];
        }

        return sum;
    }
}
