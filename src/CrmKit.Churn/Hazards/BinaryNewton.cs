using CrmKit.Numerics;

namespace CrmKit.Churn;

/*
 Newton's method on the (penalised) log-likelihood, with halving. Where the data are separated every Newton step moves the linear predictor of some separated row by
 1 or more: for a direction d that never lowers the likelihood, with m_i >= 0 the gain of row i along d and l_i > 0 its slope,
     sum l_i m_i = g'd = d'H delta <= sum l_i (1 - l_i) m_i |z_i'delta| < max |z_i'delta| sum l_i m_i.
 A step that moves no row so far is therefore a proof that there is a maximum; one that keeps moving some row is a reason to look for such a direction.
*/
internal sealed class BinaryNewton(BinaryRows rows, ColumnScale scale, HazardLink link, double[] penalties, byte[][]? dropped, int maxThreads)
{
    // Length of a Newton step, in standard errors, that is rounding.
    private const double Rounding = 1e-11;
    private const int PatientSteps = 8;
    private const int MaxHalvings = 60;

    public BinaryOptimum Search(double[] start, int maxIterations, double goal, bool mayDiverge, CancellationToken cancellationToken)
    {
        var beta = (double[])start.Clone();
        var sums = Evaluate(beta);
        var last = double.PositiveInfinity;
        for (var iteration = 0; ; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var gradient = Gradient(sums, beta);
            var information = Information(sums);
            if (Factor(information) is not { } factor)
            {
                return new BinaryOptimum(beta, sums, new double[scale.Count * scale.Count], double.PositiveInfinity, iteration, mayDiverge ? BinaryEnd.Diverging : BinaryEnd.IterationLimit);
            }

            var step = (double[])gradient.Clone();
            factor.Solve(step);
            var length = Math.Sqrt(Math.Max(Dot(step, gradient), 0));
            var isShort = Moves(step, sums) < 0.5;
            if (isShort && (length <= Math.Max(goal, Rounding) || (length < 1e-8 && length > last / 2)))
            {
                return End(beta, step, length, sums, factor, gradient, iteration, BinaryEnd.Maximum);
            }

            if (iteration >= maxIterations || (mayDiverge && iteration >= PatientSteps && !isShort))
            {
                return End(beta, step, length, sums, factor, gradient, iteration, iteration >= maxIterations ? BinaryEnd.IterationLimit : BinaryEnd.Diverging);
            }

            last = length;
            if (Advance(beta, step, length, sums) is not { } next)
            {
                return End(beta, step, length, sums, factor, gradient, iteration, isShort ? BinaryEnd.Maximum : mayDiverge ? BinaryEnd.Diverging : BinaryEnd.IterationLimit);
            }

            (beta, sums) = next;
        }
    }

    public BinarySums Evaluate(double[] beta) => BinaryPass.Evaluate(rows, scale, link, beta, dropped, maxThreads);

    private static BinaryOptimum End(double[] beta, double[] step, double length, BinarySums sums, Cholesky factor, double[] gradient, int iteration, BinaryEnd end)
    {
        var inverse = factor.Inverse();
        double steepest = 0;
        for (var k = 0; k < beta.Length; k++)
        {
            steepest = Math.Max(steepest, Math.Abs(gradient[k]) * Math.Sqrt(inverse[(k * beta.Length) + k]));
            beta[k] += end == BinaryEnd.Maximum && length < 1e-8 ? step[k] : 0;
        }

        return new BinaryOptimum(beta, sums, inverse, steepest, iteration, end);
    }

    // The longest of the step's halves that does not lower the likelihood; null where rounding hides every gain.
    private (double[] Beta, BinarySums Sums)? Advance(double[] beta, double[] step, double length, BinarySums sums)
    {
        var height = Height(sums, beta);
        var next = new double[beta.Length];
        double share = 1;
        for (var halving = 0; halving < MaxHalvings; halving++, share /= 2)
        {
            for (var k = 0; k < beta.Length; k++)
            {
                next[k] = beta[k] + (share * step[k]);
            }

            var found = Evaluate(next);
            if (Height(found, next) >= height + (1e-4 * share * length * length) - (1e-13 * Math.Abs(height)))
            {
                return (next, found);
            }
        }

        return null;
    }

    // A bound on how far the step moves the linear predictor of any row, in units of the proof above.
    private double Moves(double[] step, BinarySums sums)
    {
        double moved = 0;
        for (var k = 0; k < step.Length; k++)
        {
            moved += Math.Abs(step[k]) * scale.Reach[k];
        }

        // With the complementary log-log the curvature is at most max(1, e^eta) times the slope.
        return link == HazardLink.Logit ? moved : moved * Math.Exp(Math.Clamp(sums.LargestEta, 0, 700));
    }

    private double Height(BinarySums sums, double[] beta)
    {
        double squares = 0;
        for (var k = 1; k < beta.Length; k++)
        {
            squares += penalties[k] * beta[k] * beta[k];
        }

        return sums.LogLikelihood - (squares / 2);
    }

    private double[] Gradient(BinarySums sums, double[] beta)
    {
        var gradient = (double[])sums.Gradient.Clone();
        for (var k = 1; k < beta.Length; k++)
        {
            gradient[k] -= penalties[k] * beta[k];
        }

        return gradient;
    }

    private double[] Information(BinarySums sums)
    {
        var information = (double[])sums.Information.Clone();
        for (var k = 1; k < scale.Count; k++)
        {
            information[(k * scale.Count) + k] += penalties[k];
        }

        return information;
    }

    private Cholesky? Factor(double[] information)
    {
        var n = scale.Count;
        if (Cholesky.TryFactor(information, n) is { } factor)
        {
            return factor;
        }

        // Far out the information of a direction vanishes; a trace of it keeps the step finite.
        for (var k = 0; k < n; k++)
        {
            information[(k * n) + k] *= 1 + 1e-10;
            information[(k * n) + k] += 1e-290;
        }

        return Cholesky.TryFactor(information, n);
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var k = 0; k < a.Length; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }
}
