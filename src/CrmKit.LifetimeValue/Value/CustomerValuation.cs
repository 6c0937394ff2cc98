namespace CrmKit.LifetimeValue;

/// <summary>Values customers: expected purchases over a horizon times expected spend, undiscounted.</summary>
/// <remarks>Fader, Hardie and Lee (2005), JMR 42(4) 415-430: spend is independent of how often a customer buys. Immutable and thread-safe.</remarks>
public sealed class CustomerValuation
{
    private readonly IPurchaseModel _purchases;
    private readonly GammaGammaModel _spend;

    /// <summary>Creates a valuation.</summary>
    /// <param name="purchases">The model of purchases.</param>
    /// <param name="spend">The model of spend, in the currency of the customers.</param>
    /// <param name="horizonDays">Days ahead, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1.</exception>
    public CustomerValuation(IPurchaseModel purchases, GammaGammaModel spend, int horizonDays)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentNullException.ThrowIfNull(spend);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonDays, 1);
        _purchases = purchases;
        _spend = spend;
        HorizonDays = horizonDays;
    }

    /// <summary>Days ahead.</summary>
    public int HorizonDays { get; }

    /// <summary>Values one customer as of the day up to which it was observed.</summary>
    /// <param name="summary">The customer's purchases.</param>
    /// <returns>An outlook with its value part; the status is Prior without a repeat purchase, else Pooled. Amounts above 1e27 are given as 1e27.</returns>
    /// <exception cref="ArgumentException">The summary is <c>default</c>.</exception>
    public CustomerOutlook Assess(PurchaseSummary summary)
    {
        if (summary.Customer == default)
        {
            throw new ArgumentException("This is default(PurchaseSummary): summarise purchases.", nameof(summary));
        }

        var purchases = _purchases.ExpectedPurchases(summary, HorizonDays);
        var spend = _spend.ExpectedSpend(summary.RepeatPurchases, (double)summary.MeanRepeatSpend.Amount);
        var currency = summary.RepeatSpend.Currency;
        var value = new ValueOutlook(
            _purchases.ProbabilityAlive(summary),
            purchases,
            GammaGammaModel.ToMoney(spend, currency),
            GammaGammaModel.ToMoney(purchases * spend, currency),
            HorizonDays,
            summary.RepeatPurchases == 0 ? EstimateStatus.Prior : EstimateStatus.Pooled);
        return new CustomerOutlook(summary.Customer, summary.ObservedUntil) { Value = value };
    }
}
