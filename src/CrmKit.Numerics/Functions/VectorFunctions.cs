using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrmKit.Numerics;

/// <summary>Functions of four real numbers at once, for loops over many rows.</summary>
/// <remarks>
/// They rest on the framework's vector logarithm and exponential, which are within 1 ulp; without vector hardware the same operations run one by one. The same
/// arguments give the same bytes on one build and processor type. Pure and thread-safe.
/// </remarks>
public static class VectorFunctions
{
    /// <summary>ln(1 + x) without the cancellation near zero, as <see cref="SpecialFunctions.Log1p"/>.</summary>
    /// <param name="x">Above -1 and finite.</param>
    /// <returns>ln(1 + x) within 3 ulp.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Log1p(Vector256<double> x)
    {
        var u = Vector256<double>.One + x;
        return Vector256.Log(u) - ((u - Vector256<double>.One - x) / u);
    }
}
