using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrmKit.Churn;

// The smallest extreme value: ln S = -e^z, ln f = z - e^z.
internal readonly struct WeibullKernel : IAftKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Value, Vector256<double> First, Vector256<double> Second) Terms(Vector256<double> z, Vector256<double> isEvent)
    {
        var exp = Vector256.Exp(z);
        return ((isEvent * z) - exp, isEvent - exp, -exp);
    }
}
