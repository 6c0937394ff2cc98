using System.Runtime.InteropServices;

namespace CrmKit.Churn;

// The rows of a discrete hazard where many records are alike: one for each kind of record and band, with the periods at risk and those who left added up.
internal sealed class HazardPatterns : BinaryRows
{
    private readonly TenureBands _bands;
    private readonly double[][] _columns;
    private readonly double[] _left;
    private readonly double[] _stayed;

    private HazardPatterns(SurvivalRecords records, ImmutableArray<CovariateColumn> covariates, TenureBands bands, int[] kinds, List<int> firsts)
    {
        _bands = bands;
        Names = HazardColumns.Names(bands, covariates);
        _columns = [.. covariates.Select(column => firsts.Select(record => column.Values[record]).ToArray())];
        Records = firsts.Count;
        _left = new double[firsts.Count * bands.Count];
        _stayed = new double[firsts.Count * bands.Count];
        for (var record = 0; record < records.Count; record++)
        {
            var observed = ObservedPeriods.Of(records, record);
            var weight = records.Weight.IsEmpty ? 1 : records.Weight.Span[record];
            for (var band = 0; band < bands.Count; band++)
            {
                var cell = (kinds[record] * bands.Count) + band;
                var left = observed.LeavesIn(bands, band) ? 1 : 0;
                _left[cell] += weight * left;
                _stayed[cell] += weight * (observed.In(bands, band) - left);
            }
        }
    }

    public override ImmutableArray<string> Names { get; }

    public override int Records { get; }

    // Null where the records are of too many kinds to gain by it.
    public static HazardPatterns? TryOf(SurvivalRecords records, ImmutableArray<CovariateColumn> covariates, TenureBands bands)
    {
        var most = Math.Min(records.Count / 4, 1 << 16);
        var columns = covariates.Select(column => ImmutableCollectionsMarshal.AsArray(column.Values)!).ToArray();
        var slots = new int[1 << 18];
        var kinds = new int[records.Count];
        var firsts = new List<int>();
        for (var record = 0; record < records.Count; record++)
        {
            var slot = Slot(columns, record, slots, firsts);
            if (slots[slot] == 0)
            {
                if (firsts.Count >= most)
                {
                    return null;
                }

                firsts.Add(record);
                slots[slot] = firsts.Count;
            }

            kinds[record] = slots[slot] - 1;
        }

        return records.Count == 0 ? null : new HazardPatterns(records, covariates, bands, kinds, firsts);
    }

    protected override int Fill(ref BinaryCursor cursor, RowBlock block, ColumnScale scale)
    {
        var count = 0;
        for (; cursor.Record < cursor.End; cursor.Record++, cursor.Step = 0)
        {
            for (; cursor.Step < _bands.Count; cursor.Step++)
            {
                var cell = (cursor.Record * _bands.Count) + cursor.Step;
                if (_left[cell] + _stayed[cell] == 0)
                {
                    continue;
                }

                if (count == RowBlock.Rows)
                {
                    return count;
                }

                (block.Success[count], block.Failure[count], block.Record[count]) = (_left[cell], _stayed[cell], cursor.Record);
                HazardColumns.Write(block, count++, scale, cursor.Step, _bands.Count, _columns, cursor.Record);
            }
        }

        return count;
    }

    // The slot of the record's kind, or the free one where it belongs.
    private static int Slot(double[][] columns, int record, int[] slots, List<int> firsts)
    {
        ulong hash = 0;
        foreach (var column in columns)
        {
            // Adding 0 makes the two zeros one.
            hash = (hash ^ BitConverter.DoubleToUInt64Bits(column[record] + 0.0)) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }

        for (var slot = (int)(hash >> 17) & (slots.Length - 1); ; slot = (slot + 1) & (slots.Length - 1))
        {
            if (slots[slot] == 0 || AreAlike(columns, record, firsts[slots[slot] - 1]))
            {
                return slot;
            }
        }
    }

    private static bool AreAlike(double[][] columns, int record, int other)
    {
        foreach (var column in columns)
        {
            if (column[record] != column[other])
            {
                return false;
            }
        }

        return true;
    }
}
