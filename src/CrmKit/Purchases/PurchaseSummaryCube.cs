namespace CrmKit;

/// <summary>Counts customers with equal repeat purchases, recency and age: all that a purchase model needs of any number of customers.</summary>
/// <remarks>Counts are integers, so that adding, removing and merging in any order give the same cube. Not thread-safe. Memory: one entry per distinct cell.</remarks>
public sealed class PurchaseSummaryCube
{
    // Logarithms of gaps are summed exactly, like the counts; a sum over many customers outgrows 64 bits.
    private readonly Dictionary<PurchaseSummaryCell, (long Customers, Int128 GapUnits)> _counts = [];
    private Int128 _gapUnits;

    /// <summary>Number of customers counted.</summary>
    public long Customers { get; private set; }

    /// <summary>Sum over all customers and their gaps of ln(gap in days): with the cells, all that a model of regular gaps needs.</summary>
    public double SumLogGapDays => (double)_gapUnits / LogDaySum.UnitsPerOne;

    /// <summary>Number of distinct cells.</summary>
    public int CellCount => _counts.Count;

    /// <summary>Counts many customers.</summary>
    /// <param name="summaries">The summaries.</param>
    public static PurchaseSummaryCube From(IEnumerable<PurchaseSummary> summaries)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        var cube = new PurchaseSummaryCube();
        foreach (var summary in summaries)
        {
            cube.Add(summary);
        }

        return cube;
    }

    /// <summary>Counts one more customer.</summary>
    /// <param name="summary">The customer's summary.</param>
    /// <exception cref="ArgumentException">The summary is <c>default</c>.</exception>
    public void Add(PurchaseSummary summary) => Change(CellOf(summary), 1, summary.Gaps.Units);

    /// <summary>Counts one customer less.</summary>
    /// <param name="summary">A summary that was added before.</param>
    /// <exception cref="ArgumentException">The summary is <c>default</c>.</exception>
    /// <exception cref="InvalidOperationException">No such customer is counted: none in the cell, or none whose gaps they can be. The cube stays as it was.</exception>
    public void Remove(PurchaseSummary summary) => Change(CellOf(summary), -1, -summary.Gaps.Units);

    /// <summary>Adds the counts of another cube.</summary>
    /// <param name="other">The other cube; it stays as it is.</param>
    public void Merge(PurchaseSummaryCube other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (cell, (count, units)) in other._counts.ToArray())
        {
            Change(cell, count, units);
        }
    }

    /// <summary>The cells with their counts, in order of repeat purchases, recency and age: the same cube lists the same way.</summary>
    public ImmutableArray<KeyValuePair<PurchaseSummaryCell, long>> Cells() =>
        [.. _counts.OrderBy(pair => pair.Key).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Customers))];

    private static PurchaseSummaryCell CellOf(PurchaseSummary summary) => summary.Customer == default
        ? throw new ArgumentException("This is default(PurchaseSummary): summarise purchases.", nameof(summary))
        : PurchaseSummaryCell.Of(summary);

    private void Change(PurchaseSummaryCell cell, long by, Int128 units)
    {
        var before = _counts.GetValueOrDefault(cell);
        var (customers, gaps) = (before.Customers + by, before.GapUnits + units);

        // Gaps have logarithms of 0 or more, and nobody has none at all.
        if (customers < 0 || gaps < 0 || (customers == 0 && gaps != 0))
        {
            throw new InvalidOperationException($"No customer with {cell} and these gaps is counted, so that none can be removed.");
        }

        if (customers == 0)
        {
            _counts.Remove(cell);
        }
        else
        {
            _counts[cell] = (customers, gaps);
        }

        Customers += by;
        _gapUnits += units;
    }
}
