using System.Numerics;
using System.Runtime.InteropServices;
using CrmKit.Numerics;

namespace CrmKit.Churn;

// The columns of a regression with an intercept, ready for Newton's method: centred and scaled on the fly, so that dates and amounts do no harm to second derivatives,
// and without those that follow from the ones before them. A column that nearly does is replaced by what those before it leave of it, or Newton's steps along the difference
// would be too short and their gradient too small to tell from none. Nothing is copied: a pass asks for one block of rows after another.
internal sealed class RegressionDesign
{
    // What is left of a column's variance after the columns before it: below this it is their rounding. Decimal data that add up leave 1e-28, near twins 1e-9.
    private const double LeftOver = 1e-12;

    // Below this a column is replaced by what is left of it.
    public const double NearTwin = 1e-3;

    // Deviations below this share of a column's largest value are its rounding, which is half a unit in the sixteenth digit.
    private const double Rounding = 4e-16;
    private const int RowsAtOnce = 512;

    private readonly ImmutableArray<double>[] _columns;
    private readonly double[] _mean;
    private readonly double[] _perScale;

    // The columns as they are handed out are this lower triangle times the scaled ones; null where it is the unit matrix.
    private double[]? _triangle;

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

        // Against the first row a constant column is exactly 0, and a date loses its century; in units of the range no square overflows or vanishes.
        double[] mean = [.. columns.Select(column => column[first])];
        var (reach, size) = Ranges(columns, mean, rows, isUsed.Span);
        var perScale = new double[n];
        for (var j = 0; j < n; j++)
        {
            perScale[j] = double.IsFinite(reach[j]) && double.IsFinite(1 / reach[j]) ? 1 / reach[j] : 0;
        }

        var all = new RegressionDesign(columns, [.. Enumerable.Range(0, n)], mean, perScale);
        var (count, sums, products) = all.Products(rows, isUsed, maxThreads);
        for (var j = 0; j < n; j++)
        {
            var shift = sums[j] / count;
            var deviation = Math.Sqrt(Math.Max(0, (products[(j * n) + j] / count) - (shift * shift)));
            mean[j] += perScale[j] > 0 ? shift * reach[j] : 0;
            perScale[j] = perScale[j] > 0 && deviation * (reach[j] / size[j]) > Rounding && double.IsFinite(1 / (deviation * reach[j])) ? 1 / (deviation * reach[j]) : 0;
        }

        int[] varying = [.. Enumerable.Range(0, n).Where(j => perScale[j] > 0)];
        var scaled = new RegressionDesign(columns, varying, mean, perScale);
        var correlation = scaled.Products(rows, isUsed, maxThreads);
        var (kept, triangle) = Independent(correlation.Products, correlation.Sums, count, varying.Length);
        return new RegressionDesign(columns, [.. kept.Select(k => varying[k])], mean, perScale) { _triangle = triangle };
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

        // From the last on, since each takes those before it as they were scaled.
        for (var k = Count - 1; _triangle is not null && k > 0; k--)
        {
            Combine(k, block, stride);
        }
    }

    /// <summary>What each kept column is multiplied by, one over its standard deviation.</summary>
    public ReadOnlySpan<double> PerScale => _perScale;

    /// <summary>Turns coefficients of the scaled columns into those of the columns as they are, beginning with the intercept.</summary>
    /// <param name="scaled">Intercept and coefficients, Count + 1 numbers.</param>
    /// <returns>As many numbers.</returns>
    public double[] ToOriginal(ReadOnlySpan<double> scaled)
    {
        var original = Uncombined(scaled);
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
        Transform(Uncombined(covariance, n), left, n, 1, n);
        Transform(left, both, n, n, 1);
        return both;
    }

    /// <summary>The standard errors of the coefficients of the columns as they are, beginning with the intercept: they are numbers where their squares are none.</summary>
    /// <param name="covariance">Of intercept, scaled coefficients and further parameters, n by n, n above Count.</param>
    /// <param name="n">Order.</param>
    /// <param name="original">The covariance of the columns as they are.</param>
    /// <returns>Count + 1 numbers.</returns>
    public double[] StandardErrors(double[] covariance, int n, double[] original)
    {
        var scaled = Uncombined(covariance, n);
        return [Math.Sqrt(original[0]), .. Enumerable.Range(0, Count).Select(k => Math.Sqrt(scaled[((k + 1) * n) + k + 1]) * _perScale[k])];
    }

    /// <summary>Turns coefficients of the design into those of the columns centred and scaled one by one, beginning with the intercept.</summary>
    /// <param name="combined">Intercept and coefficients, Count + 1 numbers or more.</param>
    /// <returns>Count + 1 numbers.</returns>
    public double[] Uncombined(ReadOnlySpan<double> combined)
    {
        var plain = combined[..(Count + 1)].ToArray();
        for (var k = 0; _triangle is not null && k < Count; k++)
        {
            plain[k + 1] = 0;
            for (var j = k; j < Count; j++)
            {
                plain[k + 1] += _triangle[(j * Count) + k] * combined[j + 1];
            }
        }

        return plain;
    }

    private double[] Uncombined(double[] covariance, int n)
    {
        if (_triangle is not { } triangle)
        {
            return covariance;
        }

        var result = (double[])covariance.Clone();
        foreach (var (along, across) in (ReadOnlySpan<(int, int)>)[(1, n), (n, 1)])
        {
            for (var other = 0; other < n; other++)
            {
                // Row k takes what is at k and behind, so that those before it may be overwritten.
                for (var k = 0; k < Count; k++)
                {
                    var sum = 0d;
                    for (var j = k; j < Count; j++)
                    {
                        sum += triangle[(j * Count) + k] * result[((j + 1) * along) + (other * across)];
                    }

                    result[((k + 1) * along) + (other * across)] = sum;
                }
            }
        }

        return result;
    }

    private void Combine(int k, Span<double> block, int stride)
    {
        var row = _triangle.AsSpan(k * Count, k + 1);
        if (row[k] == 1)
        {
            return;
        }

        var target = block.Slice(k * stride, stride);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] *= row[k];
        }

        for (var j = 0; j < k; j++)
        {
            BlockSums.AddScaled(target, block.Slice(j * stride, stride), row[j]);
        }
    }

    // How far each column goes from its value in the first row, and its largest absolute value.
    private static (double[] Reach, double[] Size) Ranges(ImmutableArray<double>[] columns, double[] first, int rows, ReadOnlySpan<bool> isUsed)
    {
        var (reach, size) = (new double[columns.Length], new double[columns.Length]);
        for (var j = 0; j < columns.Length; j++)
        {
            var (lowest, highest) = (first[j], first[j]);
            var values = columns[j].AsSpan(0, rows);
            for (var i = 0; i < values.Length; i++)
            {
                if (isUsed.IsEmpty || isUsed[i])
                {
                    lowest = Math.Min(lowest, values[i]);
                    highest = Math.Max(highest, values[i]);
                }
            }

            (reach[j], size[j]) = (Math.Max(highest - first[j], first[j] - lowest), Math.Max(highest, -lowest));
        }

        return (reach, size);
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
    private static (List<int> Kept, double[]? Triangle) Independent(double[] products, double[] sums, double count, int n)
    {
        var kept = new List<int>();
        var factor = new double[n * n];
        var near = false;
        for (var j = 0; j < n; j++)
        {
            var left = 1d;
            for (var k = 0; k < kept.Count; k++)
            {
                var sum = (products[(j * n) + kept[k]] / count) - (sums[j] / count * (sums[kept[k]] / count));
                for (var m = 0; m < k; m++)
                {
                    sum -= factor[(kept.Count * n) + m] * factor[(k * n) + m];
                }

                factor[(kept.Count * n) + k] = sum / factor[(k * n) + k];
                left -= factor[(kept.Count * n) + k] * factor[(kept.Count * n) + k];
            }

            if (left > LeftOver)
            {
                near |= left < NearTwin;
                factor[(kept.Count * n) + kept.Count] = Math.Sqrt(left);
                kept.Add(j);
            }
        }

        return (kept, near ? Triangle(factor, n, kept.Count) : null);
    }

    // For each column that those before it nearly give, the rest of its regression on them, scaled.
    public static double[] Triangle(double[] factor, int n, int count)
    {
        var triangle = new double[count * count];
        for (var j = 0; j < count; j++)
        {
            var own = factor[(j * n) + j];
            triangle[(j * count) + j] = own * own < NearTwin ? 1 / own : 1;
            for (var k = j - 1; k >= 0 && own * own < NearTwin; k--)
            {
                // Backwards through the factor's transpose: the triangle's row holds what is solved already, times -1/own.
                var sum = -factor[(j * n) + k] / own;
                for (var m = k + 1; m < j; m++)
                {
                    sum -= factor[(m * n) + k] * triangle[(j * count) + m];
                }

                triangle[(j * count) + k] = sum / factor[(k * n) + k];
            }
        }

        return triangle;
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
