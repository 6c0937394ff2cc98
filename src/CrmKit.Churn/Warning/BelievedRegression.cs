using CrmKit.Numerics;

namespace CrmKit.Churn;

// The maximum of likelihood times independent normal beliefs about the coefficients: a ridge towards the means. An inner maximum exists for any rows as long as something
// is believed of every coefficient, or the rows themselves hold it.
internal sealed class BelievedRegression(BinaryRows rows, double[] means, double[] precisions, int maxThreads) : ISmoothObjective
{
    private const double Tolerance = 1e-11;
    private const double Bound = 1e4;

    private readonly ColumnScale _scale = ColumnScale.Raw(means.Length - 1);
    private readonly double _unit = 1.0 / (1 + rows.Records);

    public (double[] Estimates, double[] Covariance, Convergence Convergence) Fit(double[] lower, int maxIterations, CancellationToken cancellationToken)
    {
        var options = new MaximiserOptions { GradientTolerance = Tolerance, MaxIterations = maxIterations };
        var upper = Enumerable.Repeat(Bound, means.Length).ToArray();
        var end = TrustRegionMaximiser.Maximise(this, means, lower, upper, options, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var information = new double[end.Hessian.Length];
        for (var i = 0; i < information.Length; i++)
        {
            information[i] = -end.Hessian[i] / _unit;
        }

        // What is believed makes the information positive definite; only rounding could take that away, and then the beliefs alone are told.
        var covariance = Cholesky.TryFactor(information, means.Length)?.Inverse() ?? Diagonal();
        var status = end.Bounds.Any(bound => bound != 0) ? ConvergenceStatus.AtBoundary
            : end.Reason == StopReason.IterationLimit ? ConvergenceStatus.IterationLimit
            : ConvergenceStatus.Converged;
        return ([.. end.Point], covariance, new Convergence(status, end.Iterations, end.GradientNorm));
    }

    public static double[] Unbounded(int count) => [.. Enumerable.Repeat(-Bound, count)];

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var sums = BinaryPass.Evaluate(rows, _scale, HazardLink.Logit, point.ToArray(), dropped: null, maxThreads);
        var value = sums.LogLikelihood;
        for (var j = 0; j < means.Length; j++)
        {
            var distance = point[j] - means[j];
            value -= precisions[j] / 2 * distance * distance;
            gradient[j] = _unit * (sums.Gradient[j] - (precisions[j] * distance));
            for (var k = 0; k < means.Length; k++)
            {
                hessian[(j * means.Length) + k] = -_unit * (sums.Information[(j * means.Length) + k] + (j == k ? precisions[j] : 0));
            }
        }

        return _unit * value;
    }

    private double[] Diagonal()
    {
        var covariance = new double[means.Length * means.Length];
        for (var j = 0; j < means.Length; j++)
        {
            covariance[(j * means.Length) + j] = precisions[j] > 0 ? 1 / precisions[j] : 0;
        }

        return covariance;
    }
}
