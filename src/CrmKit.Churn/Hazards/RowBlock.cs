namespace CrmKit.Churn;

// So few rows that all their columns stay in the nearest cache. Rows beyond Count are zero in every column but the first and weigh nothing, so that loops go by whole vectors.
internal sealed class RowBlock
{
    public const int Rows = 256;

    public RowBlock(int columns)
    {
        Z = new double[columns * Rows];
        Z.AsSpan(0, Math.Min(Rows, Z.Length)).Fill(1);
    }

    // Column k is at k * Rows; column 0 is 1 everywhere.
    public double[] Z { get; }

    // How often the row was a success and how often a failure, weighted.
    public double[] Success { get; } = new double[Rows];

    public double[] Failure { get; } = new double[Rows];

    // Whose row it is; the rows of one record follow each other.
    public int[] Record { get; } = new int[Rows];

    public double[] Eta { get; } = new double[Rows];

    public double[] Residual { get; } = new double[Rows];

    public double[] Curvature { get; } = new double[Rows];

    public double[] Scratch { get; } = new double[Rows];

    public int Count { get; set; }

    // Count up to whole vectors of four.
    public int Padded => (Count + 3) & ~3;

    public Span<double> Column(int k) => Z.AsSpan(k * Rows, Rows);

    // Rows that the mask of the part leaves out weigh nothing.
    public void Drop(byte[]? dropped, int first)
    {
        if (dropped is null)
        {
            return;
        }

        for (var i = 0; i < Count; i++)
        {
            if (dropped[first + i] != 0)
            {
                Success[i] = 0;
                Failure[i] = 0;
            }
        }
    }

    public void Pad(int columns)
    {
        for (var i = Count; i < Padded; i++)
        {
            Success[i] = 0;
            Failure[i] = 0;
            for (var k = 1; k < columns; k++)
            {
                Z[(k * Rows) + i] = 0;
            }
        }
    }
}
