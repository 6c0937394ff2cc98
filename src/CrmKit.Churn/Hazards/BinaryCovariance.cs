using CrmKit.Numerics;

namespace CrmKit.Churn;

// The covariance of the scaled coefficients, from the expected information: with the logit it is the observed one as well (McCullagh and Nelder 1989, section 2.5).
internal static class BinaryCovariance
{
    public static double[] Of(
        BinaryRows rows, ColumnScale scale, HazardLink link, BinaryOptimum optimum, double[] penalties, byte[][]? dropped, bool isRobust, int maxThreads)
    {
        var inverse = link == HazardLink.Logit ? optimum.Inverse : Expected(rows, scale, optimum, penalties, dropped, maxThreads);
        return isRobust ? Sandwich(inverse, RobustMeat.Of(rows, scale, link, optimum.Beta, dropped, maxThreads), scale.Count) : inverse;
    }

    private static double[] Expected(BinaryRows rows, ColumnScale scale, BinaryOptimum optimum, double[] penalties, byte[][]? dropped, int maxThreads)
    {
        var p = scale.Count;
        var partial = new double[rows.Parts][];
        SharedWork.Run(rows.Parts, maxThreads, part =>
        {
            var sums = new double[p * p];
            var block = new RowBlock(p);
            var first = 0;
            for (var cursor = rows.Begin(part); rows.Next(ref cursor, block, scale); first += block.Count)
            {
                block.Drop(dropped?[part], first);
                BinaryPass.Predict(block, optimum.Beta, p);
                LinkTerms.FillExpected(block);
                BinaryPass.AddInformation(block, sums, p);
            }

            partial[part] = sums;
        });
        var total = new double[p * p];
        foreach (var sums in partial)
        {
            for (var i = 0; i < total.Length; i++)
            {
                total[i] += sums[i];
            }
        }

        for (var k = 1; k < p; k++)
        {
            total[(k * p) + k] += penalties[k];
        }

        return Cholesky.TryFactor(BinaryPass.Symmetric(total, p), p)?.Inverse() ?? optimum.Inverse;
    }

    private static double[] Sandwich(double[] bread, double[] meat, int p) => Product(Product(bread, meat, p), bread, p);

    private static double[] Product(double[] a, double[] b, int p)
    {
        var product = new double[p * p];
        for (var i = 0; i < p; i++)
        {
            for (var k = 0; k < p; k++)
            {
                for (var j = 0; j < p; j++)
                {
                    product[(i * p) + j] += a[(i * p) + k] * b[(k * p) + j];
                }
            }
        }

        return product;
    }
}
