using System.Runtime.Intrinsics;

namespace CrmKit.LifetimeValue;

// Columns read four rows at a time.
internal static class FourRows
{
    // The last rows, fewer than four, filled up with nobody.
    public static Vector256<T> Rest<T>(ReadOnlySpan<T> rows)
        where T : unmanaged
    {
        Span<T> four = stackalloc T[4];
        four.Clear();
        rows.CopyTo(four);
        return Vector256.Create<T>(four);
    }
}
