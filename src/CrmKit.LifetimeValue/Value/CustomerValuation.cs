namespace CrmKit.LifetimeValue;

/// <summary>Values customers: expected purchases times expected spend, over a horizon and, with a discount rate, for all time to come.</summary>
/// <remarks>Fader, Hardie and Lee (2005), JMR 42(4) 415-430: spend is independent of how often a customer buys. Immutable and thread-safe.</remarks>
public sealed class CustomerValuation
{
    private readonly IPurchaseModel _purchases;
    private readonly GammaGammaModel _spend;
    private readonly double? _discount;

    /// <summary>Creates a valuation.</summary>
    /// <param name="purchases">The model of purchases.</param>
    /// <param name="spend">The model of spend, in the currency of the customers.</param>
    /// <param name="horizonDays">Days ahead, 1 or more.</param>
    /// <param name="annualDiscount">Effective discount rate per year, above 0 and finite: 0.15 for 15 % a year; <c>null</c> for values without a discount alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1, or the rate is not above 0.</exception>
    public CustomerValuation(IPurchaseModel purchases, GammaGammaModel spend, int horizonDays, double? annualDiscount = null)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentNullException.ThrowIfNull(spend);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonDays, 1);
        _purchases = purchases;
        _spend = spend;
        HorizonDays = horizonDays;
        _discount = annualDiscount is { } rate ? AnnualDiscount.For(rate, purchases).PerTimeUnit : null;
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
        var history = PurchaseHistory.Of(summary, _purchases.DaysPerTimeUnit);
        var horizon = HorizonDays / _purchases.DaysPerTimeUnit;
        var value = new ValueOutlook(
            _purchases.ProbabilityAlive(summary),
            purchases,
            GammaGammaModel.ToMoney(spend, currency),
            GammaGammaModel.ToMoney(purchases * spend, currency),
            HorizonDays,
            summary.RepeatPurchases == 0 ? EstimateStatus.Prior : EstimateStatus.Pooled)
        {
            DiscountedValue = _discount is { } rate ? GammaGammaModel.ToMoney(_purchases.DiscountedPurchases(history, rate, horizon) * spend, currency) : null,
            LifetimeValue = _discount is { } ever ? GammaGammaModel.ToMoney(_purchases.DiscountedPurchases(history, ever) * spend, currency) : null,
        };
        return new CustomerOutlook(summary.Customer, summary.ObservedUntil) { Value = value };
    }

    /// <summary>Present value of all purchases of a new customer, the first one included, at the population's spend.</summary>
    /// <param name="currency">The currency of the spend model.</param>
    /// <exception cref="InvalidOperationException">The valuation has no discount rate.</exception>
    public Money OfNewCustomer(Currency currency)
    {
        var rate = _discount ?? throw new InvalidOperationException("The value of all purchases to come needs a discount rate: say annualDiscount.");
        return GammaGammaModel.ToMoney((1 + _purchases.DiscountedPurchases(default, rate)) * _spend.ExpectedSpend(0, 0), currency);
    }
}
