namespace CrmKit.LifetimeValue;

/// <summary>What it cost to win customers in a span of time.</summary>
/// <remarks>
/// Every figure comes from the business's own books: where nobody was won the cost of one is unknown, which is <c>null</c>, and never zero or infinity.
/// </remarks>
/// <param name="Spend">Money spent on winning customers, zero or more.</param>
/// <param name="Won">Customers won by that spending, 0 or more.</param>
public sealed record AcquisitionCost(Money Spend, long Won)
{
    /// <summary>Money spent on winning customers, zero or more.</summary>
    public Money Spend { get; init; } = Spend.Amount >= 0 ? Spend : throw new ArgumentOutOfRangeException(nameof(Spend), Spend, "Money spent is zero or more.");

    /// <summary>Customers won by that spending, 0 or more.</summary>
    public long Won { get; init; } = Won >= 0 ? Won : throw new ArgumentOutOfRangeException(nameof(Won), Won, "A number of customers is 0 or more.");

    /// <summary>Customers who came by the word of others in the same span, 0 or more.</summary>
    public long Referred
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A number of customers is 0 or more.");
    }

    /// <summary>What was given to those who referred them, in the same currency; nothing unless told.</summary>
    public Money ReferralRewards { get; init; } = Money.Zero(Spend.Currency);

    /// <summary>CAC: what one customer won by spending cost, exact; <c>null</c>, unknown, where none was won.</summary>
    public Money? PerCustomer => Won == 0 ? null : Spend with { Amount = Spend.Amount / Won };

    /// <summary>Blended CAC: all spending, rewards included, over all who came, by spending or by the word of others; <c>null</c>, unknown, where none came.</summary>
    /// <exception cref="CurrencyMismatchException">The rewards are in another currency.</exception>
    public Money? Blended => Won + Referred == 0 ? null : Spend with { Amount = (Spend + ReferralRewards).Amount / (Won + Referred) };
}
