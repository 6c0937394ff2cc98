using CrmKit.Numerics;

namespace CrmKit.Churn;

// Where a search that flattened out is still going though no record's leaving leads there: with delayed entry a log-logistic lifetime, for one, may end as a power of time.
internal static class AftDrift
{
    // Information below this share of the largest.
    private const double Flat = 1e-6;

    // Newton's step in the space in which the log-likelihood is flat, in the search's own coordinates; null where there is none.
    public static double[]? Of(MaximiserResult end)
    {
        var n = end.Point.Length;
        var eigen = SymmetricEigen.Of([.. end.Hessian.Select(element => -element)], n);
        var largest = eigen.Values.Max();
        int[] flat = [.. Enumerable.Range(0, n).Where(j => eigen.Values[j] <= Flat * largest)];
        var direction = new double[n];
        foreach (var j in flat)
        {
            var share = Enumerable.Range(0, n).Sum(i => end.Gradient[i] * eigen.Vectors[(i * n) + j]) / Math.Max(Math.Abs(eigen.Values[j]), 1e-300);
            for (var i = 0; i < n; i++)
            {
                direction[i] += share * eigen.Vectors[(i * n) + j];
            }
        }

        return flat.Length > 0 ? direction : null;
    }
}
