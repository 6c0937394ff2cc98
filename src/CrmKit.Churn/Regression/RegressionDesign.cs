using System.Numerics;
using System.Runtime.InteropServices;
using CrmKit.Numerics;

namespace CrmKit.Churn;

// The columns of a regression with an intercept, ready for Newton's method: centred and scaled on the fly, so that dates and amounts do no harm to second derivatives,
// and without those that follow from the ones before them. Nothing is copied: a pass asks for one block of rows after another.
internal sealed class RegressionDesign
{
    // What is left of a column's variance after the columns before it: below this it is their rounding. Decimal data that add up leave 1e-28, near twins 1e-9.
    private const double LeftOver = 1e-12;
    private const int RowsAtOnce = 512;

    private readonly ImmutableArray<double>[] _columns;
    private readonly double[] _mean;
    private readonly double[] _perScale;

    private RegressionDesign(ImmutableArray<double>[] columns, int[] kept, double[] mean, double[] perScale) =>
        (_columns, Kept, _mean, _perScale) = ([.. kept.Select(k => columns[k])], [.. kept], [.. kept.Select(k => mean[k])], [.. kept.Select(k => perScale[k])]);

    /// <summary>Positions of the columns that are not aliased, rising.</summary>
    public ImmutableArray<int> Kept { get; }

    /// <summary>Number of columns kept.</summary>
    public int Count => Kept.Length;

    /// <summary>Looks the columns through.</summary>
    /// <param name="covariates">The columns, each of the number of rows.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="isUsed">Whether a row counts; empty where all do.</param>
    /// <param name="maxThreads">Threads that share the work.</param>
    public static RegressionDesign Of(IReadOnlyList<CovariateColumn> covariates, int rows, ReadOnlyMemory<bool> isUsed, int maxThreads)
    {
        ImmutableArray<double>[] columns = [.. covariates.Select(column => column.Values)];
        var n = columns.Length;
        var first = 0;
        while (!isUsed.IsEmpty && first < rows && !isUsed.Span[first])
        {
            first++;
        }

        if (first == rows || n == 0)
        {
            return new RegressionDesign(columns, [], new double[n], new double[n]);
        }

        // Against the first row a constant column is exactly 0, and a date loses its century.
        double[] mean = [.. columns.Select(column => column[first])];
        var ones = Enumerable.Repeat(1d, n).ToArray();
        var all = new RegressionDesign(columns, [.. Enumerable.Range(0, n)], mean, ones);
        var (count, sums, products) = all.Products(rows, isUsed, maxThreads);
        var perScale = new double[n];
        for (var j = 0; j < n; j++)
        {
            var shift = sums[j] / count;
            var variance = (products[(j * n) + j] / count) - (shift * shift);
            var magnitude = Math.Abs(mean[j]) + Math.Abs(shift);
            mean[j] += shift;
            perScale[j] = variance > 1e-24 * magnitude * magnitude && double.IsFinite(variance) ? 1 / Math.Sqrt(variance) : 0;
        }

        int[] varying = [.. Enumerable.Range(0, n).Where(j => perScale[j] > 0 && double.IsFinite(perScale[j]))];
        var scaled = new RegressionDesign(columns, varying, mean, perScale);
        var correlation = scaled.Products(rows, isUsed, maxThreads);
        return new RegressionDesign(columns, [.. Independent(correlation.Products, correlation.Sums, count, varying.Length).Select(k => varying[k])], mean, perScale);
    }

    /// <summary>Writes one block of rows, centred and scaled, column after column.</summary>
    /// <param name="start">First row.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="block">Receives column k from k times <paramref name="stride"/> on.</param>
    /// <param name="stride">Distance of two columns, a multiple of 4 that is <paramref name="count"/> or more; what lies between is set to 0.</param>
    public void Fill(int start, int count, Span<double> block, int stride)
    {
        for (var k = 0; k < _columns.Length; k++)
        {
            var source = _columns[k].AsSpan(start, count);
            var target = block.Slice(k * stride, stride);
            var (mean, perScale) = (_mean[k], _perScale[k]);
            var width = Vector<double>.Count;
            var i = 0;
            for (; i <= count - width; i += width)
            {
                ((new Vector<double>(source[i..]) - new Vector<double>(mean)) * perScale).CopyTo(target[i..]);
            }

            for (; i < count; i++)
            {
                target[i] = (source[i] - mean) * perScale;
            }

            target[count..].Clear();
        }
    }

    /// <summary>The value of a kept column in the scale of the design.</summary>
    /// <param name="column">Which of the kept ones.</param>
    /// <param name="value">The value.</param>
    public double Scaled(int column, double value) => (value - _mean[column]) * _perScale[column];

    /// <summary>Turns coefficients of the scaled columns into those of the columns as they are, beginning with the intercept.</summary>
    /// <param name="scaled">Intercept and coefficients, Count + 1 numbers.</param>
    /// <returns>As many numbers.</returns>
    public double[] ToOriginal(ReadOnlySpan<double> scaled)
    {
        var original = scaled[..(Count + 1)].ToArray();
        for (var k = 0; k < Count; k++)
        {
            original[k + 1] *= _perScale[k];
            original[0] -= original[k + 1] * _mean[k];
        }

        return original;
    }

    /// <summary>Turns a covariance of intercept, scaled coefficients and further parameters into that of the columns as they are.</summary>
    /// <param name="covariance">n by n, n above Count.</param>
    /// <param name="n">Order.</param>
    public double[] ToOriginal(double[] covariance, int n)
    {
        var left = new double[n * n];
        var both = new double[n * n];
        Transform(covariance, left, n, 1, n);
        Transform(left, both, n, n, 1);
        return both;
    }

    // Applies the change of coefficients along rows or columns of a matrix.
    private void Transform(double[] from, double[] to, int n, int along, int across)
    {
        for (var other = 0; other < n; other++)
        {
            for (var i = 0; i < n; i++)
            {
                var at = (i * along) + (other * across);
                to[at] = from[at] * (i >= 1 && i <= Count ? _perScale[i - 1] : 1);
            }

            for (var k = 0; k < Count; k++)
            {
                to[other * across] -= to[((k + 1) * along) + (other * across)] * _mean[k];
            }
        }
    }

    // Golub and Van Loan (2013), 4.2: Cholesky's factor row by row of the correlations; a column whose rest is nothing is left out, so that it is always the later one.
    private static List<int> Independent(double[] products, double[] sums, double count, int n)
    {
        var kept = new List<int>();
        var factor = new double[n * n];
        for (var j = 0; j < n; j++)
        {
            var left = 1d;
            foreach (var k in kept)
            {
                var sum = (products[(j * n) + k] / count) - (sums[j] / count * (sums[k] / count));
                foreach (var m in kept.TakeWhile(m => m < k))
                {
                    sum -= factor[(j * n) + m] * factor[(k * n) + m];
                }

                factor[(j * n) + k] = sum / factor[(k * n) + k];
                left -= factor[(j * n) + k] * factor[(j * n) + k];
            }

            if (left > LeftOver)
            {
                factor[(j * n) + j] = Math.Sqrt(left);
                kept.Add(j);
            }
        }

        return kept;
    }

    // Number of rows, sums of the columns and of their products, added part by part in the order of the parts.
    private (double Count, double[] Sums, double[] Products) Products(int rows, ReadOnlyMemory<bool> isUsed, int maxThreads)
    {
        var n = Count;
        const int RowsAPart = 64 * RowsAtOnce;
        var parts = (rows + RowsAPart - 1) / RowsAPart;
        var results = new double[parts][];
        SharedWork.Run(parts, maxThreads, part =>
        {
            var result = new double[1 + n + (n * n)];
            var block = new double[Math.Max(1, n) * RowsAtOnce];
            var end = Math.Min(rows, (part + 1) * RowsAPart);
            for (var start = part * RowsAPart; start < end; start += RowsAtOnce)
            {
                AddBlock(start, Math.Min(RowsAtOnce, end - start), isUsed.Span, block, result);
            }

            results[part] = result;
        });

        var total = new double[1 + n + (n * n)];
        foreach (var result in results)
        {
            for (var i = 0; i < total.Length; i++)
            {
                total[i] += result[i];
            }
        }

        for (var j = 0; j < n; j++)
        {
            for (var k = 0; k < j; k++)
            {
                total[1 + n + (k * n) + j] = total[1 + n + (j * n) + k];
            }
        }

        return (total[0], total[1..(1 + n)], total[(1 + n)..]);
    }

    private void AddBlock(int start, int count, ReadOnlySpan<bool> isUsed, double[] block, double[] result)
    {
        var n = Count;
        Fill(start, count, block, RowsAtOnce);
        var used = count;
        if (!isUsed.IsEmpty)
        {
            var flags = MemoryMarshal.Cast<bool, byte>(isUsed.Slice(start, count));
            used = 0;
            for (var i = 0; i < count; i++)
            {
                used += flags[i];
                for (var k = 0; k < n; k++)
                {
                    block[(k * RowsAtOnce) + i] *= flags[i];
                }
            }
        }

        result[0] += used;
        for (var j = 0; j < n; j++)
        {
            var column = block.AsSpan(j * RowsAtOnce, RowsAtOnce);
            result[1 + j] += BlockSums.Sum(column);
            for (var k = 0; k <= j; k++)
            {
                result[1 + n + (j * n) + k] += BlockSums.Dot(column, block.AsSpan(k * RowsAtOnce, RowsAtOnce));
            }
        }
    }
}
