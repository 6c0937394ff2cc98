namespace CrmKit.LifetimeValue;

/// <summary>How sure each answer about a customer is: credible intervals from models drawn from what the data leave open.</summary>
/// <remarks>
/// The intervals are of what is expected, which more customers would narrow; what one customer then does varies besides (see <see cref="PurchaseCounts"/>).
/// Purchases and spend are drawn independently of each other, as the models take them to be. O(draws) an answer. Immutable and thread-safe.
/// </remarks>
public sealed class CustomerIntervals
{
    private readonly ModelDraws<IPurchaseModel> _purchases;
    private readonly ModelDraws<GammaGammaModel> _spend;
    private readonly double _level;

    /// <summary>Creates the intervals.</summary>
    /// <param name="purchases">Drawn models of purchases, by <see cref="PosteriorSampler"/> or <see cref="ParametricBootstrap"/>.</param>
    /// <param name="spend">Drawn models of spend.</param>
    /// <param name="level">Confidence, between 0 and 1; 0.95 unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public CustomerIntervals(ModelDraws<IPurchaseModel> purchases, ModelDraws<GammaGammaModel> spend, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentNullException.ThrowIfNull(spend);
        ModelDomain.Probability(level, nameof(level));
        (_purchases, _spend, _level) = (purchases, spend, level);
    }

    /// <summary>The chance that the customer is still one, some days ahead.</summary>
    /// <param name="summary">The customer.</param>
    /// <param name="daysAhead">Days ahead, 0 or more; 0 for now.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of days is below 0.</exception>
    public ConfidenceLimits ProbabilityAlive(PurchaseSummary summary, int daysAhead = 0) =>
        _purchases.Limits(model => model.ProbabilityAlive(summary, daysAhead), _level);

    /// <summary>Expected purchases in a horizon.</summary>
    /// <param name="summary">The customer.</param>
    /// <param name="horizonDays">Days ahead, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 0.</exception>
    public ConfidenceLimits ExpectedPurchases(PurchaseSummary summary, int horizonDays) =>
        _purchases.Limits(model => model.ExpectedPurchases(summary, horizonDays), _level);

    /// <summary>The chance of no purchase at all in a horizon.</summary>
    /// <param name="summary">The customer.</param>
    /// <param name="horizonDays">Days ahead, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 0.</exception>
    public ConfidenceLimits ProbabilityOfNone(PurchaseSummary summary, int horizonDays) =>
        _purchases.Limits(model => model.ProbabilityOf(summary, horizonDays, 0), _level);

    /// <summary>Expected spend a purchase, in the currency of the customer.</summary>
    /// <param name="summary">The customer.</param>
    public ConfidenceLimits ExpectedSpend(PurchaseSummary summary) => _spend.Limits(model => Spend(model, summary), _level);

    /// <summary>Value over a horizon, undiscounted, in the currency of the customer.</summary>
    /// <param name="summary">The customer.</param>
    /// <param name="horizonDays">Days ahead, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 0.</exception>
    public ConfidenceLimits Value(PurchaseSummary summary, int horizonDays) =>
        Product(model => model.ExpectedPurchases(summary, horizonDays), summary);

    /// <summary>Present value of all purchases to come, in the currency of the customer.</summary>
    /// <param name="summary">The customer.</param>
    /// <param name="annualDiscount">Effective discount rate per year, above 0 and finite: 0.15 for 15 % a year.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0.</exception>
    public ConfidenceLimits LifetimeValue(PurchaseSummary summary, double annualDiscount)
    {
        var rate = AnnualDiscount.For(annualDiscount, _purchases.Estimate).PerTimeUnit;
        var history = PurchaseHistory.Of(summary, _purchases.Estimate.DaysPerTimeUnit);
        return Product(model => model.DiscountedPurchases(history, rate), summary);
    }

    private static double Spend(GammaGammaModel model, PurchaseSummary summary) => model.ExpectedSpend(summary.RepeatPurchases, (double)summary.MeanRepeatSpend.Amount);

    private ConfidenceLimits Product(Func<IPurchaseModel, double> purchases, PurchaseSummary summary)
    {
        // Half the draws apart: two chains of one seed have taken their first steps alike.
        var draws = Math.Min(_purchases.Models.Length, _spend.Models.Length);
        return DrawLimits.Of(
            Enumerable.Range(0, draws).Select(i => purchases(_purchases.Models[i]) * Spend(_spend.Models[(i + (draws / 2)) % draws], summary)),
            purchases(_purchases.Estimate) * Spend(_spend.Estimate, summary),
            _level);
    }
}
