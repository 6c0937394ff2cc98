namespace CrmKit.LifetimeValue;

/// <summary>When a customer buys next: the distribution of the time from the end of observation to the next purchase.</summary>
/// <remarks>
/// Whoever has left never buys, so that the distribution may stop short of 1 and a quantile be never. Immutable and thread-safe.
/// </remarks>
public sealed class NextPurchase
{
    private readonly IPurchaseModel _model;
    private readonly PurchaseHistory _history;
    private readonly double _longest = 1e6;

    /// <summary>Creates the distribution for a customer.</summary>
    /// <param name="model">The model of purchases.</param>
    /// <param name="history">The customer's history, in the model's time unit.</param>
    public NextPurchase(IPurchaseModel model, PurchaseHistory history)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _history = history;
    }

    /// <summary>The time beyond which nothing is looked for, in time units, above 0 and finite; 1e6 unless told. Where a quantile lies further ahead, the answer is never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not above 0 or not finite.</exception>
    public double Longest
    {
        get => _longest;
        init => _longest = ModelDomain.Positive(value, nameof(Longest));
    }

    /// <summary>The chance of a purchase within a time.</summary>
    /// <param name="time">Time ahead, 0 or more and finite.</param>
    /// <returns>0 to 1, to 1e-12 relative however small it is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is below 0 or not finite.</exception>
    public double ProbabilityBy(double time)
    {
        ModelDomain.NonNegative(time, nameof(time));
        return _model.ProbabilityOfAny(_history, time);
    }

    /// <summary>The time by which the customer has bought with a given chance.</summary>
    /// <param name="probability">The chance, between 0 and 1.</param>
    /// <returns>Time ahead to 1e-9 relative; <c>null</c>, never, where even by <see cref="Longest"/> the chance is smaller.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The chance is not between 0 and 1.</exception>
    public double? Quantile(double probability)
    {
        ModelDomain.Probability(probability, nameof(probability));
        if (ProbabilityBy(Longest) < probability)
        {
            return null;
        }

        var (low, high) = (0d, Math.Min(1, Longest));
        while (ProbabilityBy(high) < probability)
        {
            (low, high) = (high, Math.Min(2 * high, Longest));
        }

        while (high - low > 1e-9 * high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = ProbabilityBy(middle) < probability ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>The day by which the customer has bought with a given chance.</summary>
    /// <param name="observedUntil">Last day observed.</param>
    /// <param name="probability">The chance, between 0 and 1.</param>
    /// <returns>The day, rounded up; <c>null</c> for never, or for a day beyond the calendar.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The chance is not between 0 and 1.</exception>
    public LocalDate? Day(LocalDate observedUntil, double probability)
    {
        if (Quantile(probability) is not { } time)
        {
            return null;
        }

        var days = Math.Ceiling(time * _model.DaysPerTimeUnit);
        return days <= Period.DaysBetween(observedUntil, LocalDate.MaxIsoValue) ? observedUntil.PlusDays((int)days) : null;
    }
}
