using System.Runtime.InteropServices;

namespace CrmKit;

/// <summary>Counts customers with equal repeat purchases, recency and age: all that a purchase model needs of any number of customers.</summary>
/// <remarks>Counts are integers, so that adding, removing and merging in any order give the same cube. Not thread-safe. Memory: one entry per distinct cell.</remarks>
public sealed class PurchaseSummaryCube
{
    private readonly Dictionary<PurchaseSummaryCell, long> _counts = [];

    // Exact, like the counts; a sum over many customers outgrows 64 bits.
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
    public void Add(PurchaseSummary summary)
    {
        Change(PurchaseSummaryCell.Of(summary), 1);
        _gapUnits += summary.Gaps.Units;
    }

    /// <summary>Counts one customer less.</summary>
    /// <param name="summary">A summary that was added before.</param>
    /// <exception cref="InvalidOperationException">No such customer is counted.</exception>
    public void Remove(PurchaseSummary summary)
    {
        Change(PurchaseSummaryCell.Of(summary), -1);
        _gapUnits -= summary.Gaps.Units;
    }

    /// <summary>Adds the counts of another cube.</summary>
    /// <param name="other">The other cube; it stays as it is.</param>
    public void Merge(PurchaseSummaryCube other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var (cell, count) in other._counts.ToArray())
        {
            Change(cell, count);
        }

        _gapUnits += other._gapUnits;
    }

    /// <summary>The cells with their counts, in order of repeat purchases, recency and age: the same cube lists the same way.</summary>
    public ImmutableArray<KeyValuePair<PurchaseSummaryCell, long>> Cells() => [.. _counts.OrderBy(pair => pair.Key)];

    private void Change(PurchaseSummaryCell cell, long by)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, cell, out _);
        count += by;
        Customers += by;
        if (count > 0)
        {
            return;
        }

        var missing = count < 0;
        _counts.Remove(cell);
        if (missing)
        {
            Customers -= by;
            throw new InvalidOperationException($"No customer with {cell} is counted, so that none can be removed.");
        }
    }
}
