namespace CrmKit;

/// <summary>What customers in one cell of a cube have in common.</summary>
/// <param name="RepeatPurchases">x, 0 or more.</param>
/// <param name="RecencyDays">t_x in days, 0 to T.</param>
/// <param name="AgeDays">T in days, 0 or more.</param>
public readonly record struct PurchaseSummaryCell(int RepeatPurchases, int RecencyDays, int AgeDays) : IComparable<PurchaseSummaryCell>
{
    /// <summary>The cell of a customer.</summary>
    /// <param name="summary">The customer's summary.</param>
    public static PurchaseSummaryCell Of(PurchaseSummary summary) => new(summary.RepeatPurchases, summary.RecencyDays, summary.AgeDays);

    /// <summary>By repeat purchases, then recency, then age.</summary>
    /// <param name="other">The other cell.</param>
    public int CompareTo(PurchaseSummaryCell other) =>
        (RepeatPurchases, RecencyDays, AgeDays).CompareTo((other.RepeatPurchases, other.RecencyDays, other.AgeDays));
}
