using System.Runtime.InteropServices;

namespace CrmKit.Churn;

// The rows of a discrete hazard, one for each record and band: the periods of a record in one band differ in nothing but the last, in which it may have left.
internal sealed class HazardRows(SurvivalRecords records, ImmutableArray<CovariateColumn> covariates, TenureBands bands) : BinaryRows
{
    private readonly double[][] _columns = [.. covariates.Select(column => ImmutableCollectionsMarshal.AsArray(column.Values)!)];

    public override ImmutableArray<string> Names { get; } = HazardColumns.Names(bands, covariates);

    public override int Records => records.Count;

    protected override int Fill(ref BinaryCursor cursor, RowBlock block, ColumnScale scale)
    {
        var count = 0;
        for (; cursor.Record < cursor.End; cursor.Record++, cursor.Step = 0)
        {
            var observed = ObservedPeriods.Of(records, cursor.Record);
            var weight = records.Weight.IsEmpty ? 1 : records.Weight.Span[cursor.Record];
            for (; cursor.Step < bands.Count; cursor.Step++)
            {
                var periods = observed.In(bands, cursor.Step);
                if (periods == 0)
                {
                    continue;
                }

                if (count == RowBlock.Rows)
                {
                    return count;
                }

                var left = observed.LeavesIn(bands, cursor.Step) ? 1 : 0;
                block.Success[count] = weight * left;
                block.Failure[count] = weight * (periods - left);
                block.Record[count] = cursor.Record;
                HazardColumns.Write(block, count++, scale, cursor.Step, bands.Count, _columns, cursor.Record);
            }
        }

        return count;
    }
}
