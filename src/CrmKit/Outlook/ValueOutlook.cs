namespace CrmKit;

/// <summary>What a customer is expected to be worth over a horizon.</summary>
/// <param name="ProbabilityAlive">Chance that the customer is still one, 0 to 1.</param>
/// <param name="ExpectedPurchases">Expected purchase days in the horizon, 0 or more.</param>
/// <param name="ExpectedSpend">Expected money per purchase day.</param>
/// <param name="ExpectedValue">Expected purchases times expected spend, undiscounted, exact to a double.</param>
/// <param name="HorizonDays">Length of the horizon in days, from the day of the outlook.</param>
/// <param name="Status">How much rests on the customer's own data.</param>
public sealed record ValueOutlook(
    double ProbabilityAlive,
    double ExpectedPurchases,
    Money ExpectedSpend,
    Money ExpectedValue,
    int HorizonDays,
    EstimateStatus Status)
{
    /// <summary>Present value of the purchases of the horizon at the discount rate of the valuation; <c>null</c> where none was given.</summary>
    public Money? DiscountedValue { get; init; }

    /// <summary>Present value of all purchases to come, however far ahead, at the discount rate of the valuation; <c>null</c> where none was given.</summary>
    public Money? LifetimeValue { get; init; }

    /// <summary>What the horizon would bring if the customer were certain to be still one; <see cref="ExpectedValue"/> is this times <see cref="ProbabilityAlive"/>.</summary>
    /// <remarks>Zero when <see cref="ProbabilityAlive"/> is zero.</remarks>
    public Money ValueIfAlive => ProbabilityAlive > 0
        ? ExpectedValue with { Amount = (decimal)Math.Min((double)ExpectedValue.Amount / ProbabilityAlive, 1e27) }
        : Money.Zero(ExpectedValue.Currency);
}
