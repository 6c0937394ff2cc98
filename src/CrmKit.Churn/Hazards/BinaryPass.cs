using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CrmKit.Numerics;

namespace CrmKit.Churn;

// One pass over all rows. Every part has sums of its own, added in the order of the parts.
internal static class BinaryPass
{
    public static BinarySums Evaluate(BinaryRows rows, ColumnScale scale, HazardLink link, double[] beta, byte[][]? dropped, int maxThreads)
    {
        var p = scale.Count;
        var size = p + (p * p) + 2;
        var partial = new double[rows.Parts][];
        SharedWork.Run(rows.Parts, maxThreads, part =>
        {
            var sums = new double[size];
            sums[^1] = double.NegativeInfinity;
            var block = new RowBlock(p);
            var first = 0;
            for (var cursor = rows.Begin(part); rows.Next(ref cursor, block, scale); first += block.Count)
            {
                block.Drop(dropped?[part], first);
                sums[^1] = Math.Max(sums[^1], Predict(block, beta, p));
                sums[^2] += LinkTerms.Fill(block, link);
                AddGradient(block, sums, p);
                AddInformation(block, sums.AsSpan(p), p);
            }

            partial[part] = sums;
        });
        return Total(partial, p);
    }

    // The linear predictors of a block; gives the largest.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Predict(RowBlock block, ReadOnlySpan<double> beta, int p)
    {
        var (z, eta, count) = (block.Z, block.Eta, block.Padded);
        var largest = Vector256.Create(double.NegativeInfinity);
        for (var i = 0; i < count; i += Vector256<double>.Count)
        {
            var sum = Vector256.Create(beta[0]);
            for (var k = 1; k < p; k++)
            {
                sum += Vector256.Create(beta[k]) * Vector256.LoadUnsafe(ref z[0], (nuint)((k * RowBlock.Rows) + i));
            }

            sum.StoreUnsafe(ref eta[0], (nuint)i);
            largest = Vector256.Max(largest, sum);
        }

        return Math.Max(Math.Max(largest[0], largest[1]), Math.Max(largest[2], largest[3]));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddGradient(RowBlock block, double[] sums, int p)
    {
        for (var k = 0; k < p; k++)
        {
            sums[k] += Dot(block.Residual, block.Z, k * RowBlock.Rows, block.Padded);
        }
    }

    // The lower triangle of Z' diag(curvature) Z, four columns at a time for each weighted column.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddInformation(RowBlock block, Span<double> sums, int p)
    {
        var (z, weight, scratch, count) = (block.Z, block.Curvature, block.Scratch, block.Padded);
        for (var j = 0; j < p; j++)
        {
            for (var i = 0; i < count; i += Vector256<double>.Count)
            {
                (Vector256.LoadUnsafe(ref weight[0], (nuint)i) * Vector256.LoadUnsafe(ref z[0], (nuint)((j * RowBlock.Rows) + i))).StoreUnsafe(ref scratch[0], (nuint)i);
            }

            var k = 0;
            for (; k + 3 <= j; k += 4)
            {
                AddFour(scratch, z, k * RowBlock.Rows, count, sums[((j * p) + k)..]);
            }

            for (; k <= j; k++)
            {
                sums[(j * p) + k] += Dot(scratch, z, k * RowBlock.Rows, count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour(double[] left, double[] z, int from, int count, Span<double> sums)
    {
        var (a, b, c, d) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = 0; i < count; i += Vector256<double>.Count)
        {
            var w = Vector256.LoadUnsafe(ref left[0], (nuint)i);
            a = Vector256.FusedMultiplyAdd(w, Vector256.LoadUnsafe(ref z[0], (nuint)(from + i)), a);
            b = Vector256.FusedMultiplyAdd(w, Vector256.LoadUnsafe(ref z[0], (nuint)(from + RowBlock.Rows + i)), b);
            c = Vector256.FusedMultiplyAdd(w, Vector256.LoadUnsafe(ref z[0], (nuint)(from + (2 * RowBlock.Rows) + i)), c);
            d = Vector256.FusedMultiplyAdd(w, Vector256.LoadUnsafe(ref z[0], (nuint)(from + (3 * RowBlock.Rows) + i)), d);
        }

        sums[0] += Vector256.Sum(a);
        sums[1] += Vector256.Sum(b);
        sums[2] += Vector256.Sum(c);
        sums[3] += Vector256.Sum(d);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Dot(double[] left, double[] z, int from, int count)
    {
        var sum = Vector256<double>.Zero;
        for (var i = 0; i < count; i += Vector256<double>.Count)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref left[0], (nuint)i), Vector256.LoadUnsafe(ref z[0], (nuint)(from + i)), sum);
        }

        return Vector256.Sum(sum);
    }

    private static BinarySums Total(double[][] partial, int p)
    {
        var total = new double[partial[0].Length];
        total[^1] = double.NegativeInfinity;
        foreach (var sums in partial)
        {
            for (var i = 0; i < total.Length - 1; i++)
            {
                total[i] += sums[i];
            }

            total[^1] = Math.Max(total[^1], sums[^1]);
        }

        return new BinarySums(total[^2], total[..p], Symmetric(total.AsSpan(p, p * p), p), total[^1]);
    }

    public static double[] Symmetric(ReadOnlySpan<double> lower, int p)
    {
        var whole = lower.ToArray();
        for (var j = 0; j < p; j++)
        {
            for (var k = 0; k < j; k++)
            {
                whole[(k * p) + j] = whole[(j * p) + k];
            }
        }

        return whole;
    }
}
