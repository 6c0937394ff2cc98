namespace CrmKit.Churn;

// The columns of a discrete hazard: a mark for each band but the first, then the covariates.
internal static class HazardColumns
{
    public static ImmutableArray<string> Names(TenureBands bands, IEnumerable<CovariateColumn> covariates) =>
        [.. Enumerable.Range(2, bands.Count - 1).Select(BandName), .. covariates.Select(column => column.Name)];

    public static string BandName(int number) => string.Create(CultureInfo.InvariantCulture, $"band{number}");

    // Writes one row of a block.
    public static void Write(RowBlock block, int row, ColumnScale scale, int band, int bands, double[][] columns, int record)
    {
        for (var k = 1; k < scale.Count; k++)
        {
            var column = scale.Kept[k - 1];
            double value = column < bands - 1
                ? column == band - 1 ? 1 : 0
                : columns[column - bands + 1][record];
            block.Z[(k * RowBlock.Rows) + row] = (value - scale.Mean[k - 1]) * scale.Factor[k - 1];
        }
    }
}
