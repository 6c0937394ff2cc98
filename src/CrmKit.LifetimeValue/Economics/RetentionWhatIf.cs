namespace CrmKit.LifetimeValue;

/// <summary>What another retention rate would do, compounded over all periods.</summary>
/// <remarks>With the same share kept each period the tenure is geometric: 1/(1 - r) periods on average, so that .6 to .8 doubles it, from 2.5 to 5.</remarks>
/// <param name="Before">What is.</param>
/// <param name="After">What would be.</param>
public sealed record RetentionWhatIf(SteadyRetention Before, SteadyRetention After)
{
    /// <summary>Expected tenure after over before; <see cref="double.PositiveInfinity"/> where nobody would ever leave.</summary>
    public double TenureFactor => After.ExpectedTenure / Before.ExpectedTenure;

    /// <summary>What a customer would be worth more, in multiples of one period's margin.</summary>
    public double ValueGain => After.ValueInMargins - Before.ValueInMargins;

    /// <summary>Compares two rates.</summary>
    /// <param name="before">Share kept each period now, 0 or more and below 1.</param>
    /// <param name="after">Share kept each period then, 0 or more and below 1.</param>
    /// <param name="discountPerPeriod">Effective discount rate per period, 0 or more; none unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is outside its range.</exception>
    public static RetentionWhatIf Compare(double before, double after, double discountPerPeriod = 0) =>
        new(new SteadyRetention(before, discountPerPeriod), new SteadyRetention(after, discountPerPeriod));
}
