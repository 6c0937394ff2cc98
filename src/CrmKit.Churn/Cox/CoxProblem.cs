using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrmKit.Churn;

// A partial likelihood to be maximised: rows, the columns in it, and what is made of ties. Coefficients are those of the scaled columns.
internal sealed class CoxProblem
{
    // Rows that are read into scaled values at a time: their values stay in the nearest cache.
    public const int Chunk = 256;

    private readonly ColumnRemainders? _remainders;

    public CoxProblem(CoxRows rows, ImmutableArray<CoxColumn> columns, CoxOptions options, ColumnRemainders? remainders = null)
    {
        (Rows, Columns, Options, _remainders) = (rows, columns, options, remainders);
        Shape = new CoxShape(columns.Length);
    }

    public CoxRows Rows { get; }

    public CoxLayout Layout => Rows.Layout;

    public ImmutableArray<CoxColumn> Columns { get; }

    public CoxOptions Options { get; }

    public CoxShape Shape { get; }

    // The problem whose maximum is this one's supremum: fewer rows, in strata of their own, with the scales of this one.
    public CoxProblem Restricted(ReadOnlyMemory<bool> isEvent, ReadOnlyMemory<int> strata, int strataCount)
    {
        var rows = Rows.Restricted(isEvent, strata, strataCount);
        return new CoxProblem(rows, [.. Columns.Select(column => CoxColumn.Of(column.Values, rows, column.InverseScale))], Options);
    }

    // The problem in the columns that stand for these; what is at infinity is looked for in the columns as they are.
    public CoxProblem Replaced(ColumnRemainders remainders)
    {
        var largest = new double[Columns.Length];
        var replaced = new CoxProblem(Rows, Columns, Options, remainders);
        var z = RoomForValues();
        Span<double> logRisk = stackalloc double[Chunk];
        for (var from = 0; from < Layout.Exit.Length; from += Chunk)
        {
            var count = Math.Min(Chunk, Layout.Exit.Length - from);
            replaced.Read([], from, count, largest, logRisk, z);
            for (var i = 0; i < count; i++)
            {
                for (var k = 0; k < largest.Length && Layout.Exit[from + i] >= 0; k++)
                {
                    largest[k] = Math.Max(largest[k], Math.Abs(z[(i * Shape.Width) + k + 1]));
                }
            }
        }

        return new CoxProblem(Rows, [.. Columns.Select((column, k) => column.Replaced(largest[k]))], Options, remainders);
    }

    // A scaled value of a column as it is.
    public double Value(int row, int k)
    {
        var strata = Rows.Strata.Span;
        return (Columns[k].Values[row] - Columns[k].Centres[strata.IsEmpty ? 0 : strata[row]]) * Columns[k].InverseScale;
    }

    // Bounds the log-risk of every row.
    public double LargestLogRisk(ReadOnlySpan<double> beta)
    {
        double sum = 0;
        for (var k = 0; k < beta.Length; k++)
        {
            sum += Math.Abs(beta[k]) * Columns[k].Largest;
        }

        return sum;
    }

    // Room for a chunk of rows; z begins with 1 and ends with zeros.
    public double[] RoomForValues()
    {
        var z = new double[Chunk * Shape.Width];
        for (var i = 0; i < Chunk; i++)
        {
            z[i * Shape.Width] = 1;
        }

        return z;
    }

    // The scaled values of the rows from..from + count, or of those that an order lists there, and their log-risk beta'x.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<int> order, int from, int count, ReadOnlySpan<double> beta, Span<double> logRisk, Span<double> z)
    {
        logRisk[..count].Clear();
        var strata = Rows.Strata.Span;
        for (var k = 0; k < Columns.Length; k++)
        {
            if (order.IsEmpty && strata.IsEmpty)
            {
                ReadColumn(k, from, count, beta[k], logRisk, z);
                continue;
            }

            var column = Columns[k];
            var values = column.Values.AsSpan();
            var centres = column.Centres;
            for (var i = 0; i < count; i++)
            {
                var row = order.IsEmpty ? from + i : order[from + i];
                var x = (values[row] - centres[strata.IsEmpty ? 0 : Math.Max(0, strata[row])]) * column.InverseScale;
                z[(i * Shape.Width) + k + 1] = x;
                logRisk[i] += beta[k] * x;
            }
        }

        if (_remainders is not null)
        {
            Replace(_remainders, count, beta, logRisk, z);
        }
    }

    // Turns log-risks into weight times risk; the buffer is of whole vectors.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ToRisks(ReadOnlySpan<int> order, int from, int count, Span<double> logRisk)
    {
        ref var r = ref MemoryMarshal.GetReference(logRisk);
        for (nuint i = 0; i < (nuint)count; i += 4)
        {
            Vector256.Exp(Vector256.LoadUnsafe(ref r, i)).StoreUnsafe(ref r, i);
        }

        var weight = Rows.Weight.Span;
        if (weight.IsEmpty)
        {
            return;
        }

        for (var i = 0; i < count; i++)
        {
            logRisk[i] *= weight[order.IsEmpty ? from + i : order[from + i]];
        }
    }

    private void Replace(ColumnRemainders remainders, int count, ReadOnlySpan<double> beta, Span<double> logRisk, Span<double> z)
    {
        for (var i = 0; i < count; i++)
        {
            var row = z.Slice((i * Shape.Width) + 1, Columns.Length);
            remainders.Replace(row);
            logRisk[i] = 0;
            for (var k = 0; k < row.Length; k++)
            {
                logRisk[i] += beta[k] * row[k];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadColumn(int k, int from, int count, double beta, Span<double> logRisk, Span<double> z)
    {
        var column = Columns[k];
        ref var values = ref MemoryMarshal.GetReference(column.Values.AsSpan().Slice(from, count));
        ref var risks = ref MemoryMarshal.GetReference(logRisk);
        var (centre, scale) = (Vector256.Create(column.Centres[0]), Vector256.Create(column.InverseScale));
        var factor = Vector256.Create(beta);
        var width = Shape.Width;
        var place = k + 1;
        var i = 0;
        for (; i + 4 <= count; i += 4, place += 4 * width)
        {
            var x = (Vector256.LoadUnsafe(ref values, (nuint)i) - centre) * scale;
            (Vector256.LoadUnsafe(ref risks, (nuint)i) + (factor * x)).StoreUnsafe(ref risks, (nuint)i);
            z[place] = x[0];
            z[place + width] = x[1];
            z[place + (2 * width)] = x[2];
            z[place + (3 * width)] = x[3];
        }

        for (; i < count; i++, place += width)
        {
            var x = (column.Values[from + i] - column.Centres[0]) * column.InverseScale;
            logRisk[i] += beta * x;
            z[place] = x;
        }
    }
}
