using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.Churn;

// The logistic distribution: ln S = -ln(1 + e^z), ln f = z - 2 ln(1 + e^z), by e^-|z| so that nothing overflows.
internal readonly struct LogLogisticKernel : IAftKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Value, Vector256<double> First, Vector256<double> Second) Terms(Vector256<double> z, Vector256<double> isEvent)
    {
        var small = Vector256.Exp(-Vector256.Abs(z));
        var one = Vector256<double>.One;
        var large = one / (one + small);
        var softplus = Vector256.Max(z, Vector256<double>.Zero) + VectorFunctions.Log1p(small);
        var times = one + isEvent;
        var share = Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(z, Vector256<double>.Zero), large, small * large);
        return ((isEvent * z) - (times * softplus), isEvent - (times * share), -times * (small * large * large));
    }
}
