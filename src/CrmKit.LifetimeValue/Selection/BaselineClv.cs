namespace CrmKit.LifetimeValue;

/// <summary>The formula that a model has to beat: a customer's average per month, times the months ahead, times the share of customers who stay.</summary>
/// <remarks>
/// It is documented by vendors of large systems as what they reckon. The average is over the customer's own age, a month at least; who stays is
/// told from the last two spans as long as the horizon: of those who bought in the one before the last, the share who bought in the last. Where nobody
/// bought then, everybody is taken to stay. Immutable and thread-safe.
/// </remarks>
public sealed class BaselineClv
{
    private const double DaysPerMonth = 365.25 / 12;

    private BaselineClv(double retention, int horizonDays)
    {
        Retention = retention;
        HorizonDays = horizonDays;
    }

    /// <summary>Share of customers who stay, 0 to 1.</summary>
    public double Retention { get; }

    /// <summary>Days ahead.</summary>
    public int HorizonDays { get; }

    /// <summary>Learns who stays.</summary>
    /// <param name="purchases">Purchases net of returns, in any order.</param>
    /// <param name="observedUntil">Last day observed, inclusive; later purchases are left out.</param>
    /// <param name="horizonDays">Days ahead, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1.</exception>
    public static BaselineClv Learn(IEnumerable<NetPurchase> purchases, LocalDate observedUntil, int horizonDays)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonDays, 1);
        HashSet<CustomerId> then = [];
        HashSet<CustomerId> now = [];
        foreach (var purchase in purchases)
        {
            // Counted back from the end: the days on which the spans begin may lie before the calendar does.
            var ago = Period.DaysBetween(purchase.Day, observedUntil);
            if (ago >= 0 && ago < 2L * horizonDays)
            {
                (ago < horizonDays ? now : then).Add(purchase.Customer);
            }
        }

        return new BaselineClv(then.Count == 0 ? 1 : (double)then.Count(now.Contains) / then.Count, horizonDays);
    }

    /// <summary>Purchase days that the formula gives a customer in the horizon, the first purchase counted among those made.</summary>
    /// <param name="summary">The customer.</param>
    /// <returns>0 or more.</returns>
    public double ExpectedPurchases(PurchaseSummary summary) => (summary.RepeatPurchases + 1) * Factor(summary);

    /// <summary>Money that the formula gives a customer in the horizon.</summary>
    /// <param name="summary">The customer.</param>
    public Money ExpectedValue(PurchaseSummary summary) =>
        GammaGammaModel.ToMoney((double)(summary.FirstSpend + summary.RepeatSpend).Amount * Factor(summary), summary.RepeatSpend.Currency);

    private double Factor(PurchaseSummary summary) =>
        HorizonDays / DaysPerMonth * Retention / Math.Max(1, (summary.AgeDays + 1) / DaysPerMonth);
}
