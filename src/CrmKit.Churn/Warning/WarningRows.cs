namespace CrmKit.Churn;

// Some rows of a feature table as rows of a regression: each feature as its distance from the centre, 0 where unknown, and as a mark of being unknown. A last row, of a
// customer who is average in everything, leaves and stays in the shares believed, so that the intercept has a finite answer whatever the outcomes.
internal sealed class WarningRows(FeatureTable table, int[] rows, ImmutableArray<WarningColumn> columns, double leaving, double staying) : BinaryRows
{
    public override ImmutableArray<string> Names { get; } = [.. columns.Select(column => table.Features[column.Feature].Name)];

    public override int Records => rows.Length + 1;

    protected override int Fill(ref BinaryCursor cursor, RowBlock block, ColumnScale scale)
    {
        var (from, end) = (cursor.Record, Math.Min(cursor.Record + RowBlock.Rows, cursor.End));
        if (from == end)
        {
            return 0;
        }

        var known = rows.AsSpan(from, Math.Min(end, rows.Length) - from);
        for (var k = 1; k < scale.Count; k++)
        {
            var column = columns[k - 1];
            var values = table.Column(column.Feature);
            var filled = block.Column(k);
            for (var i = 0; i < known.Length; i++)
            {
                filled[i] = column.Of(values[known[i]]);
            }
        }

        var outcomes = table.Outcomes;
        for (var i = 0; i < known.Length; i++)
        {
            (block.Success[i], block.Failure[i]) = (outcomes[known[i]], 1 - outcomes[known[i]]);
            block.Record[i] = from + i;
        }

        if (end > rows.Length)
        {
            AddBelieved(block, known.Length, scale.Count);
        }

        cursor.Record = end;
        return end - from;
    }

    private void AddBelieved(RowBlock block, int at, int columnCount)
    {
        (block.Success[at], block.Failure[at], block.Record[at]) = (leaving, staying, rows.Length);
        for (var k = 1; k < columnCount; k++)
        {
            block.Column(k)[at] = 0;
        }
    }
}
