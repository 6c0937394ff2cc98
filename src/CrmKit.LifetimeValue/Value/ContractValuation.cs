namespace CrmKit.LifetimeValue;

/// <summary>The present value of a contract: a payment at the beginning of each period from all who are still there.</summary>
/// <remarks>Fader and Hardie (2010), Customer-Base Valuation in a Contractual Setting, Marketing Science 29(1) 85-93. Immutable and thread-safe.</remarks>
public sealed class ContractValuation
{
    private const int MostPeriods = 10_000_000;
    private const double Negligible = 1e-12;

    private readonly IRetentionCurve _curve;

    /// <summary>Creates a valuation.</summary>
    /// <param name="curve">How many are still there.</param>
    /// <param name="marginPerPeriod">Margin of one payment.</param>
    /// <param name="discountPerPeriod">Effective discount rate per period, above 0 and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0.</exception>
    public ContractValuation(IRetentionCurve curve, Money marginPerPeriod, double discountPerPeriod)
    {
        ArgumentNullException.ThrowIfNull(curve);
        _curve = curve;
        MarginPerPeriod = marginPerPeriod;
        DiscountPerPeriod = ModelDomain.Positive(discountPerPeriod, nameof(discountPerPeriod));
    }

    /// <summary>Margin of one payment.</summary>
    public Money MarginPerPeriod { get; }

    /// <summary>Effective discount rate per period.</summary>
    public double DiscountPerPeriod { get; }

    /// <summary>Discounted expected number of payments of a new customer, the first one, which is made at once, included.</summary>
    /// <returns>1 or more, to 1e-12 relative.</returns>
    public double DiscountedPayments() => Sum(0);

    /// <summary>Discounted expected number of payments still to come of a customer who is there just before a renewal.</summary>
    /// <remarks>DERL: the payment of the renewal ahead counts whole, if it is made.</remarks>
    /// <param name="renewals">Renewals that the customer has made, 0 or more.</param>
    /// <returns>0 or more, to 1e-12 relative.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public double ResidualPayments(int renewals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(renewals);
        var kept = _curve.Retention(renewals + 1);
        return kept == 0 ? 0 : kept * Sum(renewals + 1);
    }

    /// <summary>Value of a new customer.</summary>
    /// <returns>Money, at most 1e27 either way.</returns>
    public Money OfNewCustomer() => ToMoney(DiscountedPayments());

    /// <summary>Value of what is still to come from a customer who is there just before a renewal.</summary>
    /// <param name="renewals">Renewals that the customer has made, 0 or more.</param>
    /// <returns>Money, at most 1e27 either way.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public Money OfCustomer(int renewals) => ToMoney(ResidualPayments(renewals));

    private Money ToMoney(double payments) =>
        MarginPerPeriod with { Amount = (decimal)Math.Clamp((double)MarginPerPeriod.Amount * payments, -1e27, 1e27) };

    // Payments from a time on of somebody who is there then. The terms after n are below the last one times 1/d, since nobody comes back.
    private double Sum(int from)
    {
        double sum = 0;
        double term = 1;
        for (var n = 1; n <= MostPeriods; n++)
        {
            sum += term;
            if (term <= Negligible * DiscountPerPeriod * sum)
            {
                break;
            }

            term *= _curve.Retention(from + n) / (1 + DiscountPerPeriod);
        }

        return sum;
    }
}
