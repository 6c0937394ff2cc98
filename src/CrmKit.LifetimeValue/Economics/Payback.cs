namespace CrmKit.LifetimeValue;

/// <summary>When a customer has brought in what winning one cost.</summary>
/// <param name="Periods">Periods from the beginning; <c>null</c> where the cost is never brought in.</param>
public readonly record struct Payback(double? Periods)
{
    // A curve of monthly renewals is looked at for two thousand years.
    private const int LongestContract = 24_000;

    /// <summary>Whether the cost is never brought in.</summary>
    public bool IsNever => Periods is null;

    /// <summary>The payback of a contract: the first payment that covers the cost, payments being made at the beginning of each period by those who are still there.</summary>
    /// <param name="cost">What one customer cost to win, zero or more.</param>
    /// <param name="margin">Margin of one payment.</param>
    /// <param name="curve">How many are still there.</param>
    /// <returns>Whole periods: 0 where the first payment covers it.</returns>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The cost is below zero.</exception>
    public static Payback OfContract(Money cost, Money margin, IRetentionCurve curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var (owed, payment) = Amounts(cost, margin);
        if (payment <= 0)
        {
            return new Payback(owed <= 0 ? 0 : null);
        }

        double paid = 0;
        double there = 1;
        for (var period = 0; period <= LongestContract; period++)
        {
            there = period == 0 ? 1 : there * curve.Retention(period);
            paid += there * payment;
            if (paid >= owed)
            {
                return new Payback(period);
            }

            // What is left of the curve cannot bring the rest in.
            if (there == 0)
            {
                break;
            }
        }

        return new Payback(null);
    }

    /// <summary>The payback of a new customer of a shop: the first purchase at once, and repeat purchases as the model expects them.</summary>
    /// <param name="cost">What one customer cost to win, zero or more.</param>
    /// <param name="margin">Margin of one purchase.</param>
    /// <param name="model">The model of purchases.</param>
    /// <param name="longest">Periods of the model's time unit to look ahead, above 0 and finite; 5,200 (a hundred years of weeks) unless told.</param>
    /// <returns>Periods to 1e-9 relative; never where the cost is not brought in by <paramref name="longest"/>.</returns>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The cost is below zero, or the look ahead is not above 0.</exception>
    public static Payback OfShop(Money cost, Money margin, IPurchaseModel model, double longest = 5200)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelDomain.Positive(longest, nameof(longest));
        var (owed, each) = Amounts(cost, margin);
        if (owed <= 0 || each >= owed)
        {
            return new Payback(0);
        }

        if (each <= 0 || (1 + model.ExpectedPurchases(longest)) * each < owed)
        {
            return new Payback(null);
        }

        var (low, high) = (0d, longest);
        while (high - low > 1e-9 * high)
        {
            var middle = low + ((high - low) / 2);
            if ((1 + model.ExpectedPurchases(middle)) * each >= owed)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return new Payback(high);
    }

    private static (double Owed, double Payment) Amounts(Money cost, Money margin)
    {
        if (cost.Amount < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(cost), cost, "A cost is zero or more.");
        }

        return cost.Currency == margin.Currency
            ? ((double)cost.Amount, (double)margin.Amount)
            : throw new CurrencyMismatchException(cost.Currency, margin.Currency);
    }
}
