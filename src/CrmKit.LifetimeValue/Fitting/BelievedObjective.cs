using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// A log-likelihood in log-parameters plus the logarithm of the density of beliefs about them: its maximum is that of the posterior.
internal sealed class BelievedObjective(ISmoothObjective logLikelihood, ImmutableArray<LogNormalPrior> priors) : ISmoothObjective
{
    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        var value = logLikelihood.Evaluate(point, gradient, hessian);
        for (var i = 0; i < point.Length; i++)
        {
            var precision = 1 / (priors[i].LogStandardDeviation * priors[i].LogStandardDeviation);
            var distance = point[i] - Math.Log(priors[i].Median);
            value -= precision * distance * distance / 2;
            gradient[i] -= precision * distance;
            hessian[(i * point.Length) + i] -= precision;
        }

        return value;
    }

    // The covariance that an information leaves. Of so many customers that rounding has swallowed the beliefs, a direction that the data say nothing of is as uncertain as believed.
    public double[] Inverse(double[] information)
    {
        var n = priors.Length;
        if (Cholesky.TryFactor(information, n) is { } factor)
        {
            return factor.Inverse();
        }

        var least = 1 / priors.Max(prior => prior.LogStandardDeviation * prior.LogStandardDeviation);
        var eigen = SymmetricEigen.Of(information, n);
        var inverse = new double[n * n];
        for (var k = 0; k < n * n; k++)
        {
            for (var j = 0; j < n; j++)
            {
                inverse[k] += eigen.Vectors[(k / n * n) + j] * eigen.Vectors[(k % n * n) + j] / Math.Max(least, eigen.Values[j]);
            }
        }

        return inverse;
    }

    public double LogDensity(ReadOnlySpan<double> point)
    {
        double sum = 0;
        for (var i = 0; i < point.Length; i++)
        {
            var z = (point[i] - Math.Log(priors[i].Median)) / priors[i].LogStandardDeviation;
            sum -= z * z / 2;
        }

        return sum;
    }
}
