using System.Runtime.Intrinsics;

namespace CrmKit.Churn;

// The normal distribution: ln f = -z²/2 without its constant, ln S by the upper tail.
internal readonly struct LogNormalKernel : IAftKernel
{
    public static (Vector256<double> Value, Vector256<double> First, Vector256<double> Second) Terms(Vector256<double> z, Vector256<double> isEvent)
    {
        var (value, first, second) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = 0; i < 4; i++)
        {
            var at = z[i];
            if (isEvent[i] != 0)
            {
                value = value.WithElement(i, -at * at / 2);
                first = first.WithElement(i, -at);
                second = second.WithElement(i, -1);
            }
            else
            {
                var (hazard, slope) = NormalLaw.Hazard(at);
                value = value.WithElement(i, NormalLaw.LogTail(at));
                first = first.WithElement(i, -hazard);
                second = second.WithElement(i, -slope);
            }
        }

        return (value, first, second);
    }
}
