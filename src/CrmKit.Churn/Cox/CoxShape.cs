using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrmKit.Churn;

// How the sums of r z z' with z = (1, x) lie in memory: row a of the upper triangle from the vector of four that holds column a, so that rows are added by whole vectors.
internal sealed class CoxShape
{
    private readonly int[] _offsets;

    public CoxShape(int columns)
    {
        Columns = columns;
        Width = (columns + 4) / 4 * 4;
        _offsets = new int[columns + 1];
        for (var a = 0; a <= columns; a++)
        {
            _offsets[a] = Size - (a & ~3);
            Size += Width - (a & ~3);
        }
    }

    // Number of x.
    public int Columns { get; }

    // Length of a record's z, filled up with zeros to whole vectors.
    public int Width { get; }

    // Length of the sums.
    public int Size { get; }

    // Place of the sum of r z_a z_b, a <= b; place 0 holds the sum of r, place k that of r x_k.
    public int At(int a, int b) => _offsets[a] + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref double sums, ref double z, double r)
    {
        if (Width == 8)
        {
            AddEight(ref sums, ref z, r);
            return;
        }

        nuint place = 0;
        for (var a = 0; a <= Columns; a++)
        {
            var factor = Vector256.Create(r * Unsafe.Add(ref z, a));
            for (var b = a & ~3; b < Width; b += 4, place += 4)
            {
                Vector256.FusedMultiplyAdd(factor, Vector256.LoadUnsafe(ref z, (nuint)b), Vector256.LoadUnsafe(ref sums, place)).StoreUnsafe(ref sums, place);
            }
        }
    }

    // Four to seven columns: both vectors of z stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddEight(ref double sums, ref double z, double r)
    {
        var low = Vector256.LoadUnsafe(ref z);
        var high = Vector256.LoadUnsafe(ref z, 4);
        for (var a = 0; a < 4; a++)
        {
            var factor = Vector256.Create(r * Unsafe.Add(ref z, a));
            Vector256.FusedMultiplyAdd(factor, low, Vector256.LoadUnsafe(ref sums, (nuint)(8 * a))).StoreUnsafe(ref sums, (nuint)(8 * a));
            Vector256.FusedMultiplyAdd(factor, high, Vector256.LoadUnsafe(ref sums, (nuint)((8 * a) + 4))).StoreUnsafe(ref sums, (nuint)((8 * a) + 4));
        }

        for (var a = 4; a <= Columns; a++)
        {
            var factor = Vector256.Create(r * Unsafe.Add(ref z, a));
            Vector256.FusedMultiplyAdd(factor, high, Vector256.LoadUnsafe(ref sums, (nuint)(16 + (4 * a)))).StoreUnsafe(ref sums, (nuint)(16 + (4 * a)));
        }
    }

    // To two sums at once; the products are made once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref double first, ref double second, ref double z, double r)
    {
        nuint place = 0;
        for (var a = 0; a <= Columns; a++)
        {
            var factor = Vector256.Create(r * Unsafe.Add(ref z, a));
            for (var b = a & ~3; b < Width; b += 4, place += 4)
            {
                var product = factor * Vector256.LoadUnsafe(ref z, (nuint)b);
                (Vector256.LoadUnsafe(ref first, place) + product).StoreUnsafe(ref first, place);
                (Vector256.LoadUnsafe(ref second, place) + product).StoreUnsafe(ref second, place);
            }
        }
    }

    // All sums of a table's slot are whole vectors long.
    public static void Add(Span<double> target, ReadOnlySpan<double> source)
    {
        ref var t = ref MemoryMarshal.GetReference(target);
        ref var s = ref MemoryMarshal.GetReference(source);
        for (nuint i = 0; i < (nuint)target.Length; i += 4)
        {
            (Vector256.LoadUnsafe(ref t, i) + Vector256.LoadUnsafe(ref s, i)).StoreUnsafe(ref t, i);
        }
    }
}
