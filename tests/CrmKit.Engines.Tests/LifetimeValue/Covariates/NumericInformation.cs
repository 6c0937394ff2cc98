using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

// Standard errors from second differences of a log-likelihood alone: a slow second opinion on analytic ones.
internal static class NumericInformation
{
    public static double[] StandardErrors(Func<double[], double> logLikelihood, double[] at, double[] steps)
    {
        var n = at.Length;
        var information = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var second = (Moved(i, 1, j, 1) - Moved(i, 1, j, -1) - Moved(i, -1, j, 1) + Moved(i, -1, j, -1)) / (4 * steps[i] * steps[j]);
                information[(i * n) + j] = information[(j * n) + i] = -second;
            }
        }

        var inverse = Cholesky.TryFactor(information, n)!.Inverse();
        return [.. Enumerable.Range(0, n).Select(i => Math.Sqrt(inverse[(i * n) + i]))];

        double Moved(int i, int up, int j, int along)
        {
            var moved = (double[])at.Clone();
            moved[i] += up * steps[i];
            moved[j] += along * steps[j];
            return logLikelihood(moved);
        }
    }
}
