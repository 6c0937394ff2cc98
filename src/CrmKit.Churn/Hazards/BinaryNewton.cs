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

    // A gradient, in standard errors, that counts as none; a search with a goal of its own may end above it.
    private const double Flat = 1e-8;

    // The square of an error, in standard deviations of the column, above which a step proves nothing.
    private const double Vague = 1e6;
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
            var isShort = Moves(step, mayDiverge ? sums.LargestEta : 0) < 0.5;
            if (isShort && (length <= goal || (length <= Rounding && Steepest(factor.Inverse(), gradient, information) <= Flat / 10) || (length < Flat && length > last / 2)))
            {
                return End(beta, step, length <= goal ? 0 : length, sums, factor, gradient, information, iteration, mayDiverge && IsVague(factor.Inverse()) ? BinaryEnd.Diverging : BinaryEnd.Maximum);
            }

            if (iteration >= maxIterations || (mayDiverge && iteration >= PatientSteps && !isShort))
            {
                return End(beta, step, length, sums, factor, gradient, information, iteration, iteration >= maxIterations ? BinaryEnd.IterationLimit : BinaryEnd.Diverging);
            }

            last = length;
            if (Advance(beta, step, length, sums) is not { } next)
            {
                return End(beta, step, length, sums, factor, gradient, information, iteration, isShort && !(mayDiverge && IsVague(factor.Inverse())) ? BinaryEnd.Maximum : mayDiverge ? BinaryEnd.Diverging : BinaryEnd.IterationLimit);
            }

            (beta, sums) = next;
        }
    }

    public BinarySums Evaluate(double[] beta) => BinaryPass.Evaluate(rows, scale, link, beta, dropped, maxThreads);

    private static BinaryOptimum End(double[] beta, double[] step, double length, BinarySums sums, Cholesky factor, double[] gradient, double[] information, int iteration, BinaryEnd end)
    {
        var inverse = factor.Inverse();
        var steepest = Steepest(inverse, gradient, information);
        for (var k = 0; k < beta.Length; k++)
        {
            beta[k] += end == BinaryEnd.Maximum && length < 1e-8 ? step[k] : 0;
        }

        // What rounding has stopped before the gradient vanished is no maximum.
        return new BinaryOptimum(beta, sums, inverse, steepest, iteration, end == BinaryEnd.Maximum && length > 0 && Math.Max(length, steepest) > Flat ? BinaryEnd.IterationLimit : end);
    }

    // The largest derivative times standard error; with correlated estimates it may be larger than the length of the step. Of near twins the one is looked at and what is left of
    // the other, or their errors would make something of the rounding of a derivative.
    private static double Steepest(double[] inverse, double[] gradient, double[] information)
    {
        if (ColumnRemainders.Of(information, [.. Enumerable.Range(0, gradient.Length)]) is { } remainders)
        {
            (inverse, gradient) = (remainders.ReplacedCovariance(inverse), remainders.Gradient(gradient));
        }

        double steepest = 0;
        for (var k = 0; k < gradient.Length; k++)
        {
            steepest = Math.Max(steepest, Math.Abs(gradient[k]) * Math.Sqrt(Math.Max(0, inverse[(k * gradient.Length) + k])));
        }

        return steepest;
    }

    // Whether an error is so large that the gradient along it may be rounding, which proves nothing.
    private bool IsVague(double[] inverse) => Enumerable.Range(0, scale.Count).Any(k => !(inverse[(k * scale.Count) + k] < Vague));

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

    // A bound on how far the step moves the linear predictor of any row, in units of the proof above; where there is a maximum for certain, largestEta is 0.
    private double Moves(double[] step, double largestEta)
    {
        double moved = 0;
        for (var k = 0; k < step.Length; k++)
        {
            moved += Math.Abs(step[k]) * scale.Reach[k];
        }

        // With the complementary log-log the curvature is at most max(1, e^eta) times the slope.
        return link == HazardLink.Logit ? moved : moved * Math.Exp(Math.Clamp(largestEta, 0, 700));
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
