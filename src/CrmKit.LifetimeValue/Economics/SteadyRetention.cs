namespace CrmKit.LifetimeValue;

/// <summary>A customer base that keeps the same share each period.</summary>
public sealed record SteadyRetention
{
    /// <summary>Creates one.</summary>
    /// <param name="rate">Share kept each period, 0 or more and below 1.</param>
    /// <param name="discountPerPeriod">Effective discount rate per period, 0 or more; none unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is outside its range.</exception>
    public SteadyRetention(double rate, double discountPerPeriod = 0)
    {
        Rate = rate is >= 0 and < 1 ? rate : throw new ArgumentOutOfRangeException(nameof(rate), rate, "The share kept each period is 0 or more and below 1.");
        ModelDomain.NonNegative(discountPerPeriod, nameof(discountPerPeriod));
        DiscountPerPeriod = discountPerPeriod;
    }

    /// <summary>Share kept each period.</summary>
    public double Rate { get; }

    /// <summary>Effective discount rate per period.</summary>
    public double DiscountPerPeriod { get; }

    /// <summary>Expected number of periods that a customer stays, the first one included: 1/(1 - r).</summary>
    public double ExpectedTenure => 1 / (1 - Rate);

    /// <summary>Present value of a customer in multiples of one period's margin, the first at once: 1/(1 - r/(1 + d)).</summary>
    public double ValueInMargins => (1 + DiscountPerPeriod) / (1 + DiscountPerPeriod - Rate);
}
