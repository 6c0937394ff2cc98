using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// An end of the range of m is the smaller of two smooth functions of the other parameters, so that the likelihood with m there has a ridge where they are equal: c1 = c2 at the
// upper end, c1 = 1 - c2 at the lower one. Newton's method zigzags across it. Along it everything is smooth in ln r, ln alpha and ln s, with
// beta from s ln(1 + 1/beta) = -ln c1, or -ln(1 - c1).
internal sealed class CorrelatedRidge(ISmoothObjective objective, double share) : ISmoothObjective
{
    private readonly double[] _gradient = new double[5];
    private readonly double[] _hessian = new double[25];

    public static LogParameterFit? Climb(
        CorrelatedObjective objective,
        ImmutableArray<double> start,
        double[] lower,
        double[] upper,
        double customers,
        FitOptions options,
        CancellationToken cancellationToken)
    {
        var share = Math.Sign(Math.Log(start[4]));
        var limits = new MaximiserOptions { MaxIterations = options.MaxIterations, GradientTolerance = options.GradientTolerance * Math.Max(1, customers) };
        var (low, high) = (lower.Take(3).Select(bound => Math.Log(bound)).ToArray(), upper.Take(3).Select(bound => Math.Log(bound)).ToArray());
        double[] from = [Math.Log(start[0]), Math.Log(start[1]), Math.Log(start[2])];
        var end = TrustRegionMaximiser.Maximise(new CorrelatedRidge(objective, share), from, low, high, limits, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var logBeta = LogBeta(end.Point.AsSpan(), share, new double[3], new double[9]);
        return double.IsFinite(end.Value) && logBeta > Math.Log(lower[3]) && logBeta < Math.Log(upper[3])
            ? new LogParameterFit(
                [.. end.Point.Select(value => Math.Exp(value)), Math.Exp(logBeta), Math.Exp(share)],
                end.Value,
                new Convergence(ConvergenceStatus.AtBoundary, end.Iterations, end.GradientNorm / Math.Max(1, customers)),
                null)
            : null;
    }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        Span<double> first = stackalloc double[3];
        Span<double> second = stackalloc double[9];
        var logBeta = LogBeta(point, share, first, second);
        if (!double.IsFinite(logBeta))
        {
            return double.NaN;
        }

        var value = objective.Evaluate([point[0], point[1], point[2], logBeta, share], _gradient, _hessian);
        for (var i = 0; i < 3; i++)
        {
            gradient[i] = _gradient[i] + (_gradient[3] * first[i]);
            for (var j = 0; j < 3; j++)
            {
                hessian[(i * 3) + j] = _hessian[(i * 5) + j] + (_hessian[(i * 5) + 3] * first[j]) + (_hessian[(j * 5) + 3] * first[i])
                    + (_hessian[18] * first[i] * first[j]) + (_gradient[3] * second[(i * 3) + j]);
            }
        }

        return value;
    }

    // ln beta = -ln(e^w - 1), w = K/s, K = -ln c1 or -ln(1 - c1), with its derivatives in ln r, ln alpha and ln s.
    private static double LogBeta(ReadOnlySpan<double> point, double share, Span<double> first, Span<double> second)
    {
        Span<double> k = stackalloc double[4];
        Span<double> kk = stackalloc double[16];
        var s = Math.Exp(point[2]);
        var w = SarmanovRange.Minus(Math.Exp(point[0]), Math.Exp(point[1]), share > 0, k, kk) / s;
        var e = -1 / SpecialFunctions.Expm1(-w);
        ReadOnlySpan<double> along = [k[0] / s, k[1] / s, -w];
        ReadOnlySpan<double> across = [kk[0] / s, kk[1] / s, -k[0] / s, kk[4] / s, kk[5] / s, -k[1] / s, -k[0] / s, -k[1] / s, w];
        for (var i = 0; i < 3; i++)
        {
            first[i] = -e * along[i];
            for (var j = 0; j < 3; j++)
            {
                second[(i * 3) + j] = (e * (e - 1) * along[i] * along[j]) - (e * across[(i * 3) + j]);
            }
        }

        return -w - Math.Log(-SpecialFunctions.Expm1(-w));
    }
}
