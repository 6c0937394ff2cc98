using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrmKit.Churn;

// Sums over blocks whose length is a multiple of 8, in eight lanes that are added in a fixed order.
internal static class BlockSums
{
    public static double Sum(ReadOnlySpan<double> values)
    {
        ref var at = ref MemoryMarshal.GetReference(values);
        var (one, two) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = 0; i <= values.Length - 8; i += 8)
        {
            one += Vector256.LoadUnsafe(ref at, (nuint)i);
            two += Vector256.LoadUnsafe(ref at, (nuint)i + 4);
        }

        return Vector256.Sum(one + two);
    }

    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right[..left.Length]);
        var (one, two) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = 0; i <= left.Length - 8; i += 8)
        {
            one += Vector256.LoadUnsafe(ref a, (nuint)i) * Vector256.LoadUnsafe(ref b, (nuint)i);
            two += Vector256.LoadUnsafe(ref a, (nuint)i + 4) * Vector256.LoadUnsafe(ref b, (nuint)i + 4);
        }

        return Vector256.Sum(one + two);
    }

    // Adds factor times values to the sums.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled(Span<double> sums, ReadOnlySpan<double> values, double factor)
    {
        ref var a = ref MemoryMarshal.GetReference(sums);
        ref var b = ref MemoryMarshal.GetReference(values[..sums.Length]);
        for (var i = 0; i <= sums.Length - 4; i += 4)
        {
            (Vector256.LoadUnsafe(ref a, (nuint)i) + (Vector256.LoadUnsafe(ref b, (nuint)i) * factor)).StoreUnsafe(ref a, (nuint)i);
        }
    }

    public static void Multiply(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> product)
    {
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right[..left.Length]);
        ref var c = ref MemoryMarshal.GetReference(product[..left.Length]);
        for (var i = 0; i <= left.Length - 4; i += 4)
        {
            (Vector256.LoadUnsafe(ref a, (nuint)i) * Vector256.LoadUnsafe(ref b, (nuint)i)).StoreUnsafe(ref c, (nuint)i);
        }
    }
}
