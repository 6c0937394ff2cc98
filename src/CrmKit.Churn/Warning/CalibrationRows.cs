namespace CrmKit.Churn;

// Log-odds that were foretold, less a centre, and what became of it.
internal sealed class CalibrationRows(double[] logOdds, bool[] left, double centre) : BinaryRows
{
    public override ImmutableArray<string> Names { get; } = ["foretold"];

    public override int Records => logOdds.Length;

    protected override int Fill(ref BinaryCursor cursor, RowBlock block, ColumnScale scale)
    {
        var count = Math.Min(RowBlock.Rows, cursor.End - cursor.Record);
        var column = block.Column(1);
        for (var i = 0; i < count; i++)
        {
            var record = cursor.Record + i;
            column[i] = logOdds[record] - centre;
            (block.Success[i], block.Failure[i], block.Record[i]) = left[record] ? (1, 0, record) : (0, 1, record);
        }

        cursor.Record += count;
        return count;
    }
}
