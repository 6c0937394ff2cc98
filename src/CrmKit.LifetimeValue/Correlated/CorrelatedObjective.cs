using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// The log-likelihood in ln r, ln alpha, ln s, ln beta and q, the share of the admissible range of m: m = q times the upper end for q above 0, the lower one for q below,
// so that the admissible set is a box. In the last coordinate the likelihood is concave.
internal sealed class CorrelatedObjective(CorrelatedLikelihood likelihood) : ISmoothObjective
{
    private readonly double[] _sums = new double[CorrelatedSums.Length];

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var (r, alpha, s, beta) = (Math.Exp(point[0]), Math.Exp(point[1]), Math.Exp(point[2]), Math.Exp(point[3]));
        var q = Math.Clamp(point[4], -1, 1);
        Span<double> first = stackalloc double[4];
        Span<double> second = stackalloc double[16];
        var end = Math.CopySign(Math.Exp(SarmanovRange.LogSize(r, alpha, s, beta, q >= 0, first, second)), q);
        var m = Math.Abs(q) * end;
        likelihood.Evaluate(r, alpha, s, beta, m, _sums);

        // By the chain rule: m moves by |end| dq, and by m times the derivatives of ln |end|.
        var (slope, curve, size) = (_sums[CorrelatedSums.AtSlope], _sums[CorrelatedSums.AtCurve], Math.Abs(end));
        gradient[4] = slope * size;
        hessian[24] = curve * size * size;
        var pair = CorrelatedSums.AtSecond;
        for (var i = 0; i < 4; i++)
        {
            var (mixed, along) = (_sums[CorrelatedSums.AtMixed + i], m * first[i]);
            gradient[i] = _sums[CorrelatedSums.AtFirst + i] + (slope * along);
            hessian[(i * 5) + 4] = hessian[20 + i] = size * (mixed + (curve * along) + (slope * first[i]));
            for (var j = i; j < 4; j++, pair++)
            {
                var other = m * first[j];
                hessian[(i * 5) + j] = hessian[(j * 5) + i] = _sums[pair] + (mixed * other) + (_sums[CorrelatedSums.AtMixed + j] * along)
                    + (curve * along * other) + (slope * m * ((first[i] * first[j]) + second[(i * 4) + j]));
            }
        }

        return _sums[0];
    }
}
