using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

// How much of what is known of the parameters is belief and not data.
//
// Each customer adds g gᵀ, g the gradient of the customer's log-likelihood at the medians of the beliefs in units of their standard deviations: in the mean over customers like those
// believed in, this is Fisher's information. The beliefs are worth the unit matrix, so that 1/(1 + eigenvalue) of a direction is belief; the share is the mean over the directions.
// At a fixed point each customer only adds, so that one more never raises the share. The curvature at the maximum, which moves with every customer, falls and rises.
internal static class BeliefShare
{
    // So many distinct histories are looked at; of more, every so many stand for the others.
    private const int MostRows = 2048;

    // What one customer adds counts for so many beliefs at most: a gradient far out in the tail tells that the belief is off, not that the customer knows better.
    private const double MostOfOne = 4;

    public static double Of(ImmutableArray<LogNormalPrior> priors, int rows, Func<int, double> customers, Action<int, double[]> score)
    {
        var n = priors.Length;
        var gradient = new double[n];
        var information = new double[n * n];
        var stride = Math.Max(1, (rows + MostRows - 1) / MostRows);
        for (var row = 0; row < rows; row += stride)
        {
            score(row, gradient);
            Add(priors, gradient, customers(row) * stride, information);
        }

        double sum = 0;
        foreach (var eigenvalue in SymmetricEigen.Of(information, n).Values)
        {
            sum += 1 / (1 + Math.Max(0, eigenvalue));
        }

        return sum / n;
    }

    // Of histories whose model has the parameters of the beliefs.
    public static double Of(ImmutableArray<LogNormalPrior> priors, IPurchaseModel model, RecencyFrequencyTable data)
    {
        if (priors.IsEmpty)
        {
            return 0;
        }

        var score = new BelievedScore<IPurchaseModel>(priors, values => model.WithParameters(Placed(values)));
        return Of(priors, data.Count, row => data.Columns.CustomersAt(row), (row, gradient) => score.At(one => one.LogLikelihood(data.History(row)), gradient));

        // A parameter that nothing is believed of, as k is, stays as it is.
        double[] Placed(double[] values) =>
        [
            .. model.Parameters.Select(parameter =>
                Enumerable.Range(0, values.Length).Where(i => string.Equals(priors[i].Parameter, parameter.Name, StringComparison.Ordinal)).Select(i => values[i])
                    .FirstOrDefault(parameter.Value)),
        ];
    }

    private static void Add(ImmutableArray<LogNormalPrior> priors, double[] gradient, double customers, double[] information)
    {
        var n = gradient.Length;
        double square = 0;
        for (var i = 0; i < n; i++)
        {
            gradient[i] *= priors[i].LogStandardDeviation;
            square += gradient[i] * gradient[i];
        }

        // A history beyond the numbers that a model can be asked about at the medians tells nothing there.
        if (!double.IsFinite(square))
        {
            return;
        }

        var weight = customers / Math.Max(1, square / MostOfOne);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                information[(i * n) + j] += weight * gradient[i] * gradient[j];
            }
        }
    }
}
