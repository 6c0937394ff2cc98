namespace CrmKit.Churn;

// Which columns the data tell apart: a direction without information is constant within every risk set, whatever the coefficients.
internal static class CoxIdentification
{
    // A pivot that shrinks by more than this is rounding.
    private const double SmallestPivot = 1e-11;

    // Information that a scaled column has at least for each event, if it has any: one row of a million that differs has more.
    private const double SmallestShare = 1e-12;

    // The columns to keep, in rising order; of columns that follow from each other the later one in the order given goes.
    public static int[] Keep(ReadOnlySpan<double> information, int n, double weight, ReadOnlySpan<int> order)
    {
        var smallest = new double[n];
        var candidates = new List<int>();
        foreach (var k in order)
        {
            smallest[k] = SmallestPivot * information[(k * n) + k];
            if (information[(k * n) + k] > SmallestShare * weight)
            {
                candidates.Add(k);
            }
        }

        return [.. Independent(information, smallest, candidates).Order()];
    }

    // The same where columns were replaced: what is left of one shows only in what stands for it whether it is more than the rounding of those before.
    public static int[] Keep(ReadOnlySpan<double> information, ReadOnlySpan<double> replaced, ColumnRemainders remainders, int[] order)
    {
        var n = order.Length;
        var smallest = new double[n];
        for (var k = 0; k < n; k++)
        {
            smallest[k] = SmallestPivot * information[(k * n) + k] / remainders.Left(k);
        }

        return [.. Independent(replaced, smallest, order).Order()];
    }

    // In the order of the candidates, Cholesky's factor row by row.
    private static List<int> Independent(ReadOnlySpan<double> information, double[] smallest, IEnumerable<int> candidates)
    {
        var n = smallest.Length;
        var kept = new List<int>();
        var factor = new List<double[]>();
        foreach (var k in candidates)
        {
            var row = new double[kept.Count + 1];
            var pivot = information[(k * n) + k];
            for (var i = 0; i < kept.Count; i++)
            {
                var sum = information[(k * n) + kept[i]];
                for (var m = 0; m < i; m++)
                {
                    sum -= row[m] * factor[i][m];
                }

                row[i] = sum / factor[i][i];
                pivot -= row[i] * row[i];
            }

            if (pivot > smallest[k])
            {
                row[^1] = Math.Sqrt(pivot);
                kept.Add(k);
                factor.Add(row);
            }
        }

        return kept;
    }

    public static double[] Part(ReadOnlySpan<double> vector, int[] kept)
    {
        var part = new double[kept.Length];
        for (var i = 0; i < kept.Length; i++)
        {
            part[i] = vector[kept[i]];
        }

        return part;
    }

    public static double[] Part(ReadOnlySpan<double> matrix, int n, int[] kept)
    {
        var part = new double[kept.Length * kept.Length];
        for (var i = 0; i < kept.Length; i++)
        {
            for (var j = 0; j < kept.Length; j++)
            {
                part[(i * kept.Length) + j] = matrix[(kept[i] * n) + kept[j]];
            }
        }

        return part;
    }
}
