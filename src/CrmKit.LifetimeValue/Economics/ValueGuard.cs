namespace CrmKit.LifetimeValue;

/// <summary>Whether a customer's value carries what winning one costs.</summary>
public static class ValueGuard
{
    /// <summary>The ratio of value to cost that is commonly asked for; a custom, not a law.</summary>
    public const double CustomaryRatio = 3;

    /// <summary>Sets the value of a new customer against the cost of winning one.</summary>
    /// <param name="value">Expected margin of a new customer.</param>
    /// <param name="cost">What one costs to win; <c>null</c> where unknown.</param>
    /// <param name="required">The ratio that is asked for, above 0; <see cref="CustomaryRatio"/> unless told.</param>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The required ratio is not above 0, or the cost is below zero.</exception>
    public static ValueVerdict Judge(Money value, Money? cost, double required = CustomaryRatio)
    {
        ModelDomain.Positive(required, nameof(required));
        if (cost is not { } known)
        {
            return new ValueVerdict(ValueStanding.Unknown, Ratio: null, required);
        }

        if (known.Amount < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(cost), known, "A cost is zero or more.");
        }

        var standing = value.CompareTo(known);
        if (known.Amount == 0)
        {
            return new ValueVerdict(standing < 0 ? ValueStanding.Loss : ValueStanding.Carried, Ratio: null, required);
        }

        var ratio = (double)value.Amount / (double)known.Amount;
        return new ValueVerdict(standing < 0 ? ValueStanding.Loss : ratio < required ? ValueStanding.Thin : ValueStanding.Carried, ratio, required);
    }
}
