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

    // The mean over the parameters of what is left of a belief's variance: 1 without data, near 0 where the data speak alone.
    public double Share(ParameterCovariance covariance, ImmutableArray<double> values)
    {
        double sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var left = Math.Sqrt(covariance[i, i]) / values[i] / priors[i].LogStandardDeviation;
            sum += Math.Min(1, left * left);
        }

        return sum / values.Length;
    }
}
