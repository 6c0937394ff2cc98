namespace CrmKit.Churn;

// Which columns take part, and how each is shifted and scaled: z = (x - mean) * factor. Position 0 is the intercept, whose column is 1.
internal sealed class ColumnScale(int[] kept, double[] mean, double[] factor, double[] reach)
{
    // Number of columns, the intercept included.
    public int Count => Kept.Length + 1;

    // Kept[k - 1] is the column of the source at position k; Mean and Factor likewise.
    public int[] Kept { get; } = kept;

    public double[] Mean { get; } = mean;

    public double[] Factor { get; } = factor;

    // Largest |z| of a row that counts, for each position.
    public double[] Reach { get; } = reach;

    public static ColumnScale Raw(int columns) =>
        new([.. Enumerable.Range(0, columns)], new double[columns], [.. Enumerable.Repeat(1.0, columns)], new double[columns + 1]);

    // The weights of the coefficients here in the intercept of the unscaled columns.
    public double[] InterceptWeights()
    {
        var weights = new double[Count];
        weights[0] = 1;
        for (var k = 1; k < Count; k++)
        {
            weights[k] = -Mean[k - 1] * Factor[k - 1];
        }

        return weights;
    }
}
