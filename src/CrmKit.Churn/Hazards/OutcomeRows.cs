using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrmKit.Churn;

// The rows of a logistic regression: one for each record, read where the columns lie.
internal sealed class OutcomeRows(OutcomeRecords records) : BinaryRows
{
    private readonly double[][] _columns = [.. records.Covariates.Select(column => ImmutableCollectionsMarshal.AsArray(column.Values)!)];

    public override ImmutableArray<string> Names { get; } = [.. records.Covariates.Select(column => column.Name)];

    public override int Records => records.Count;

    protected override int Fill(ref BinaryCursor cursor, RowBlock block, ColumnScale scale)
    {
        var count = Math.Min(RowBlock.Rows, cursor.End - cursor.Record);
        var from = cursor.Record;
        for (var k = 1; k < scale.Count; k++)
        {
            Shift(_columns[scale.Kept[k - 1]].AsSpan(from, count), block.Column(k), scale.Mean[k - 1], scale.Factor[k - 1]);
        }

        var outcome = records.Outcome.Span.Slice(from, count);
        var weight = records.Weight.IsEmpty ? default : records.Weight.Span.Slice(from, count);
        for (var i = 0; i < count; i++)
        {
            var counted = weight.IsEmpty ? 1 : weight[i];
            block.Success[i] = outcome[i] ? counted : 0;
            block.Failure[i] = outcome[i] ? 0 : counted;
            block.Record[i] = from + i;
        }

        cursor.Record += count;
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shift(ReadOnlySpan<double> values, Span<double> shifted, double mean, double factor)
    {
        var i = 0;
        for (; i + Vector256<double>.Count <= values.Length; i += Vector256<double>.Count)
        {
            ((Vector256.Create(values[i..]) - Vector256.Create(mean)) * Vector256.Create(factor)).CopyTo(shifted[i..]);
        }

        for (; i < values.Length; i++)
        {
            shifted[i] = (values[i] - mean) * factor;
        }
    }
}
