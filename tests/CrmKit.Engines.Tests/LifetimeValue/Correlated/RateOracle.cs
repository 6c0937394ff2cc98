using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

// The slow oracle: double integrals over the two rates themselves, by the trapezoidal rule in their logarithms, which for such integrands converges faster than any power of
// the step. It knows the joint density and what one customer with known rates does, and shares no line with the models.
internal sealed class RateOracle
{
    private const double Step = 0.1;
    private readonly double[] _lambda;
    private readonly double[] _mu;
    private readonly double[] _logLambda;
    private readonly double[] _densityLambda;
    private readonly double[] _densityMu;
    private readonly double _m;
    private readonly double _c1;
    private readonly double _c2;

    public RateOracle(double r, double alpha, double s, double beta, double m)
    {
        (_m, _c1, _c2) = (m, Math.Pow(alpha / (alpha + 1), r), Math.Pow(beta / (beta + 1), s));
        (_logLambda, _lambda, _densityLambda) = Points(r, alpha);
        (_, _mu, _densityMu) = Points(s, beta);
    }

    public static RateOracle Of(CorrelatedParetoNbdModel model) => new(model.R, model.Alpha, model.S, model.Beta, model.M);

    public double Mean(Func<double, double, double> answer) => Sum((i, j) => answer(_lambda[i], _mu[j]));

    public double Likelihood(PurchaseHistory history) => Sum((i, j) => Dead(i, j, history) + Alive(i, j, history));

    public double Alive(PurchaseHistory history, Func<double, double, double> answer) => Sum((i, j) => Alive(i, j, history) * answer(_lambda[i], _mu[j]));

    public double Dead(PurchaseHistory history) => Sum((i, j) => Dead(i, j, history));

    // Poisson(n) at t and there, or gone before t after n: mu lambda^n/(lambda + mu)^(n + 1) times the chance of more than n events at the rate of both.
    public static double Count(double lambda, double mu, double t, int n)
    {
        var z = (lambda + mu) * t;
        double log = -z, more = 0;
        for (var k = 1; k <= n; k++)
        {
            log += Math.Log(z) - Math.Log(k);
        }

        if (z > 300 + (2 * n))
        {
            more = 1;
        }
        else
        {
            var term = log;
            for (var k = n + 1; k < n + 40 + (4 * z); k++)
            {
                term += Math.Log(z) - Math.Log(k);
                more += Math.Exp(term);
            }
        }

        var share = lambda / (lambda + mu);
        return Math.Pow(share, n) * (Math.Exp(log) + (mu / (lambda + mu) * more));
    }

    private double Alive(int i, int j, PurchaseHistory history) => Math.Exp((history.X * _logLambda[i]) - ((_lambda[i] + _mu[j]) * history.Age));

    private double Dead(int i, int j, PurchaseHistory history)
    {
        var both = _lambda[i] + _mu[j];
        return _mu[j] / both * Math.Exp((history.X * _logLambda[i]) - (both * history.Recency)) * -SpecialFunctions.Expm1(-both * (history.Age - history.Recency));
    }

    private double Sum(Func<int, int, double> value)
    {
        double sum = 0;
        for (var i = 0; i < _lambda.Length; i++)
        {
            double inner = 0;
            var first = Math.Exp(-_lambda[i]) - _c1;
            for (var j = 0; j < _mu.Length; j++)
            {
                inner += _densityMu[j] * (1 + (_m * first * (Math.Exp(-_mu[j]) - _c2))) * value(i, j);
            }

            sum += _densityLambda[i] * inner;
        }

        return sum;
    }

    private static (double[] Log, double[] Value, double[] Density) Points(double shape, double scale)
    {
        var top = Math.Log((60 + (3 * shape) + (12 * Math.Sqrt(shape))) / scale);
        var bottom = Math.Log(shape / scale) - (42 / shape) - 4;
        var logs = Enumerable.Range(0, (int)((top - bottom) / Step) + 1).Select(k => bottom + (k * Step)).ToArray();
        var constant = (shape * Math.Log(scale)) - SpecialFunctions.LogGamma(shape);
        return (logs, [.. logs.Select(Math.Exp)], [.. logs.Select(log => Step * Math.Exp(constant + (shape * log) - (scale * Math.Exp(log))))]);
    }
}
