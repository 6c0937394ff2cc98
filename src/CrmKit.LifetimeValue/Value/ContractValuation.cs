using CrmKit.Numerics;

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
    /// <returns>1 or more, to 1e-12 relative where less than that is left after 10 million periods; else customers are taken to be kept from then on as in the last of them.</returns>
    public double DiscountedPayments() => Sum(0);

    /// <summary>Discounted expected number of payments still to come of a customer who is there just before a renewal.</summary>
    /// <remarks>DERL: the payment of the renewal ahead counts whole, if it is made.</remarks>
    /// <param name="renewals">Renewals that the customer has made, 0 or more and below 2^31 - 1.</param>
    /// <returns>0 or more, to 1e-12 relative where less than that is left after 10 million periods; else customers are taken to be kept from then on as in the last of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public double ResidualPayments(int renewals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(renewals);
        ArgumentOutOfRangeException.ThrowIfEqual(renewals, int.MaxValue);
        var kept = _curve.Retention(renewals + 1);
        return kept == 0 ? 0 : kept * Sum(renewals + 1);
    }

    /// <summary>Value of a new customer.</summary>
    /// <returns>Money, at most 1e27 either way.</returns>
    public Money OfNewCustomer() => ToMoney(DiscountedPayments());

    /// <summary>Value of what is still to come from a customer who is there just before a renewal.</summary>
    /// <param name="renewals">Renewals that the customer has made, 0 or more and below 2^31 - 1.</param>
    /// <returns>Money, at most 1e27 either way.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public Money OfCustomer(int renewals) => ToMoney(ResidualPayments(renewals));

    private Money ToMoney(double payments) =>
        MarginPerPeriod with { Amount = (decimal)Math.Clamp((double)MarginPerPeriod.Amount * payments, -1e27, 1e27) };

    // Payments from a time on of somebody who is there then. The terms after n are below the last one times 1/d, since nobody comes back.
    private double Sum(int from)
    {
        // A factor that is multiplied on and on drifts by its rounding: that of time is set anew now and then, and what sums lose is carried along.
        const int Stretch = 1024;
        var rate = SpecialFunctions.Log1p(DiscountPerPeriod);
        double sum = 0, lost = 0, there = 1, worth = 1, kept = 1;
        var periods = Math.Min(MostPeriods, int.MaxValue - from);
        for (var n = 1; n <= periods; n++)
        {
            var term = there * worth;
            var part = term - lost;
            var next = sum + part;
            (lost, sum) = (next - sum - part, next);
            if (term <= Negligible * DiscountPerPeriod * sum)
            {
                return sum;
            }

            kept = _curve.Retention(from + n);
            there *= kept;
            worth = n % Stretch == 0 ? Math.Exp(-n * rate) : worth / (1 + DiscountPerPeriod);
        }

        // Kept as in the last period from here on: a geometric series, whose 1 - kept/(1 + d) is written without the cancellation of a small d.
        return sum + (there * worth * (1 + DiscountPerPeriod) / ((1 - kept) + DiscountPerPeriod));
    }
}
