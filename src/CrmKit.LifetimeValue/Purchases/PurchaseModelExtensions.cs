namespace CrmKit.LifetimeValue;

/// <summary>Asks any purchase model about a <see cref="PurchaseSummary"/>: days become the model's time units.</summary>
public static class PurchaseModelExtensions
{
    /// <summary>Probability that the customer has not left by the day up to which it was observed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="summary">The customer's purchases.</param>
    /// <returns>0 to 1.</returns>
    public static double ProbabilityAlive(this IPurchaseModel model, PurchaseSummary summary)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.ProbabilityAlive(PurchaseHistory.Of(summary, model.DaysPerTimeUnit));
    }

    /// <summary>Probability that the customer has not left some days after the one up to which it was observed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="summary">The customer's purchases.</param>
    /// <param name="daysAhead">Days ahead, 0 or more.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of days is below 0.</exception>
    public static double ProbabilityAlive(this IPurchaseModel model, PurchaseSummary summary, int daysAhead)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(daysAhead);
        return model.ProbabilityAlive(PurchaseHistory.Of(summary, model.DaysPerTimeUnit), daysAhead / model.DaysPerTimeUnit);
    }

    /// <summary>Expected purchases of a customer in the days after the one up to which it was observed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="summary">The customer's purchases.</param>
    /// <param name="horizonDays">Days ahead, 0 or more.</param>
    /// <returns>Purchases, 0 or more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 0.</exception>
    public static double ExpectedPurchases(this IPurchaseModel model, PurchaseSummary summary, int horizonDays)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(horizonDays);
        return model.ExpectedPurchases(PurchaseHistory.Of(summary, model.DaysPerTimeUnit), horizonDays / model.DaysPerTimeUnit);
    }

    /// <summary>Probability of exactly so many purchases in the days after the one up to which a customer was observed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="summary">The customer's purchases.</param>
    /// <param name="horizonDays">Days ahead, 0 or more.</param>
    /// <param name="purchases">n, 0 or more.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 0.</exception>
    public static double ProbabilityOf(this IPurchaseModel model, PurchaseSummary summary, int horizonDays, int purchases)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegative(horizonDays);
        return model.ProbabilityOf(PurchaseHistory.Of(summary, model.DaysPerTimeUnit), horizonDays / model.DaysPerTimeUnit, purchases);
    }

    /// <summary>Expected purchases in the time after observation, each at its present value.</summary>
    /// <remarks>Numerically to 1e-9 relative, or to what the model itself keeps.</remarks>
    /// <param name="model">The model.</param>
    /// <param name="history">The customer's history.</param>
    /// <param name="discountRate">delta, the continuous discount rate per time unit, above 0 and finite.</param>
    /// <param name="horizon">t, length of the time ahead, 0 or more and finite.</param>
    /// <returns>0 or more; at most the expected purchases.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double DiscountedPurchases(this IPurchaseModel model, PurchaseHistory history, double discountRate, double horizon)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelDomain.Positive(discountRate, nameof(discountRate));
        ModelDomain.NonNegative(horizon, nameof(horizon));
        return DiscountedHorizon.Of(time => model.ExpectedPurchases(history, time), discountRate, horizon);
    }
}
