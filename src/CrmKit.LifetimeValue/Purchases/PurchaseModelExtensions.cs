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
}
