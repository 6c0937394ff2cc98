namespace CrmKit.LifetimeValue;

/// <summary>What a purchase model knows of one customer: x, t_x, T, in one time unit.</summary>
/// <remarks>A default value is a customer of this very moment: no repeat purchase, age 0. Models check a history where they are asked about it.</remarks>
/// <param name="X">x, repeat purchases, 0 or more.</param>
/// <param name="Recency">t_x, time from the first purchase to the last, 0 to <paramref name="Age"/>; 0 where x = 0.</param>
/// <param name="Age">T, time from the first purchase to the end of observation, 0 or more and finite.</param>
public readonly record struct PurchaseHistory(int X, double Recency, double Age)
{
    /// <summary>Sum over the gaps between purchases of ln(gap); 0 where x = 0. Only models with regular gaps (CNBD-k, k above 1) read it, and those in the log-likelihood alone.</summary>
    public double SumLogGaps { get; init; }

    /// <summary>The history of a summary.</summary>
    /// <param name="summary">The customer's purchases.</param>
    /// <param name="daysPerTimeUnit">Days in a time unit, above 0; 7 for weeks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time unit is not above 0.</exception>
    public static PurchaseHistory Of(PurchaseSummary summary, double daysPerTimeUnit = 7)
    {
        ModelDomain.Positive(daysPerTimeUnit, nameof(daysPerTimeUnit));
        return new PurchaseHistory(summary.RepeatPurchases, summary.RecencyDays / daysPerTimeUnit, summary.AgeDays / daysPerTimeUnit)
        {
            SumLogGaps = summary.SumLogGapDays - (summary.RepeatPurchases * Math.Log(daysPerTimeUnit)),
        };
    }

    /// <summary>The history of one customer's purchase times.</summary>
    /// <param name="times">Times of the repeat purchases since the first one, rising, above 0 and at most <paramref name="age"/>.</param>
    /// <param name="age">T, time from the first purchase to the end of observation.</param>
    public static PurchaseHistory Of(IEnumerable<double> times, double age)
    {
        ArgumentNullException.ThrowIfNull(times);
        var (x, last, sumLogGaps) = (0, 0d, 0d);
        foreach (var time in times)
        {
            x++;
            sumLogGaps += Math.Log(time - last);
            last = time;
        }

        return new PurchaseHistory(x, last, age) { SumLogGaps = sumLogGaps };
    }
}
