namespace CrmKit.LifetimeValue;

// The rows of a table, or every so many of them, cut into pieces that threads may share: where times are days, all rows of one x make a piece, read from one pass over the
// days; where they are not, so many rows by themselves.
internal sealed class CorrelatedRows
{
    private const int LargestGrid = 1 << 11;
    private const int SinglePiece = 128;

    // A row by itself costs as much as this many times of a pass.
    private const int TimesPerRow = 20;

    public CorrelatedRows(RecencyFrequencyTable table, int stride = 1)
    {
        Columns = stride == 1 ? table.Columns : table.Columns.Thinned(stride);
        (X, Recency, Age, Customers) = (Columns.ToX(), Columns.ToRecency(), Columns.Age.ToArray(), new double[Columns.Count]);
        for (var i = 0; i < X.Length; i++)
        {
            Customers[i] = Columns.CustomersAt(i);
            Total += Customers[i];
            Purchases += X[i] * Customers[i];
            TotalAge += Age[i] * Customers[i];
        }

        Times = Distinct();
        Pieces = Cut();
    }

    public HistoryColumns Columns { get; }

    public int[] X { get; }

    public double[] Recency { get; }

    public double[] Age { get; }

    public double[] Customers { get; }

    public double Total { get; }

    public double Purchases { get; }

    public double TotalAge { get; }

    // All times that occur, sorted; empty where there are more than a table of them holds.
    public double[] Times { get; }

    public ImmutableArray<(int From, int To, bool Together)> Pieces { get; }

    private double[] Distinct()
    {
        var distinct = new HashSet<double>();
        for (var i = 0; i < X.Length; i++)
        {
            distinct.Add(Recency[i]);
            distinct.Add(Age[i]);
            if (distinct.Count > LargestGrid)
            {
                return [];
            }
        }

        return [.. distinct.Order()];
    }

    private ImmutableArray<(int From, int To, bool Together)> Cut()
    {
        var pieces = ImmutableArray.CreateBuilder<(int, int, bool)>();
        for (int from = 0, to = 0; from < X.Length; from = to)
        {
            while (to < X.Length && X[to] == X[from])
            {
                to++;
            }

            if (Times.Length > 0 && (to - from) * (long)TimesPerRow >= Times.Length)
            {
                pieces.Add((from, to, true));
                continue;
            }

            for (var start = from; start < to; start += SinglePiece)
            {
                pieces.Add((start, Math.Min(to, start + SinglePiece), false));
            }
        }

        return pieces.ToImmutable();
    }
}
