namespace CrmKit.LifetimeValue;

/// <summary>What it cost to keep customers in a span of time.</summary>
/// <param name="Spend">Money spent on customers that there were, zero or more.</param>
/// <param name="Kept">Customers there at the beginning who were still there at the end, 0 or more.</param>
public sealed record RetentionCost(Money Spend, long Kept)
{
    /// <summary>Money spent on customers that there were, zero or more.</summary>
    public Money Spend { get; init; } = Spend.Amount >= 0 ? Spend : throw new ArgumentOutOfRangeException(nameof(Spend), Spend, "Money spent is zero or more.");

    /// <summary>Customers there at the beginning who were still there at the end, 0 or more.</summary>
    public long Kept { get; init; } = Kept >= 0 ? Kept : throw new ArgumentOutOfRangeException(nameof(Kept), Kept, "A number of customers is 0 or more.");

    /// <summary>What one kept customer cost, exact; <c>null</c>, unknown, where none was kept.</summary>
    public Money? PerCustomer => Kept == 0 ? null : Spend with { Amount = Spend.Amount / Kept };
}
