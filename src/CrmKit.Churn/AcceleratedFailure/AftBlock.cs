namespace CrmKit.Churn;

// The working memory of a block of records, cut from one rented array. Every span is of one length, a multiple of 8.
internal readonly ref struct AftBlock
{
    public const int Rows = 512;

    public AftBlock(Span<double> memory, int columns)
    {
        Columns = memory[..(columns * Rows)];
        LogTime = Part(memory, columns);
        Weight = Part(memory, columns + 1);
        IsEvent = Part(memory, columns + 2);
        LogEntry = Part(memory, columns + 3);
        EntryWeight = Part(memory, columns + 4);
        Location = Part(memory, columns + 5);
        ByLocation = Part(memory, columns + 6);
        Curvature = Part(memory, columns + 7);
        Cross = Part(memory, columns + 8);
        Product = Part(memory, columns + 9);
    }

    public Span<double> Columns { get; }

    public Span<double> LogTime { get; }

    public Span<double> Weight { get; }

    public Span<double> IsEvent { get; }

    public Span<double> LogEntry { get; }

    public Span<double> EntryWeight { get; }

    public Span<double> Location { get; }

    // Per record the derivative by z, the second one, and the one by z and ln scale, each times the weight.
    public Span<double> ByLocation { get; }

    public Span<double> Curvature { get; }

    public Span<double> Cross { get; }

    public Span<double> Product { get; }

    public static int Size(int columns) => (columns + 10) * Rows;

    public Span<double> Column(int k) => Columns.Slice(k * Rows, Rows);

    private static Span<double> Part(Span<double> memory, int index) => memory.Slice(index * Rows, Rows);
}
