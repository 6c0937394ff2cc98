using CrmKit.Numerics;

namespace CrmKit.Churn;

// The log-likelihood of the beta discrete Weibull model in ln(alpha c), ln(beta)/c and ln alpha. Cohorts that hold still up to a time and then dwindle as a power of it
// drive alpha to 0 and c to infinity while the first two stay where they are: a curved ridge in the parameters' own logarithms, a straight one here.
internal sealed class CliffObjective(BetaWeibullObjective inner) : ISmoothObjective
{
    private const int N = 3;

    // Beyond this beta is no number that a power of time could be added to.
    private const double LargestLogBeta = 400;

    public static double[] FromLogarithms(ImmutableArray<double> point) => [point[0] + point[2], point[1] / Math.Exp(point[2]), point[0]];

    public static double[] ToLogarithms(ReadOnlySpan<double> point)
    {
        var logC = point[0] - point[2];
        return [point[2], point[1] * Math.Exp(logC), logC];
    }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var at = ToLogarithms(point);
        if (!(Math.Abs(at[1]) <= LargestLogBeta))
        {
            return double.NegativeInfinity;
        }

        Span<double> slope = stackalloc double[N];
        Span<double> curvature = stackalloc double[N * N];
        var value = inner.Evaluate(at, slope, curvature);
        var (logBeta, c) = (at[1], Math.Exp(at[2]));
        ReadOnlySpan<double> jacobian = [0, 0, 1, logBeta, c, -logBeta, 1, 0, -1];
        ReadOnlySpan<double> bend = [logBeta, c, -logBeta, c, 0, -c, -logBeta, -c, logBeta];
        for (var i = 0; i < N; i++)
        {
            gradient[i] = 0;
            for (var k = 0; k < N; k++)
            {
                gradient[i] += slope[k] * jacobian[(k * N) + i];
            }

            for (var j = 0; j < N; j++)
            {
                var sum = slope[1] * bend[(i * N) + j];
                for (var k = 0; k < N; k++)
                {
                    for (var m = 0; m < N; m++)
                    {
                        sum += jacobian[(k * N) + i] * curvature[(k * N) + m] * jacobian[(m * N) + j];
                    }
                }

                hessian[(i * N) + j] = sum;
            }
        }

        return value;
    }
}
