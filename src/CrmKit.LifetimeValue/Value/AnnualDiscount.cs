using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>A discount rate as it is spoken of: per year, compounded yearly.</summary>
public readonly record struct AnnualDiscount
{
    /// <summary>Creates a discount rate.</summary>
    /// <param name="rate">Effective annual rate, above 0 and finite: 0.15 for 15 % a year.</param>
    /// <param name="timeUnitsPerYear">Time units of the model in a year, above 0 and finite: 52 for weeks as the literature counts them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0, or the number of time units is not.</exception>
    public AnnualDiscount(double rate, double timeUnitsPerYear = 52)
    {
        Rate = ModelDomain.Positive(rate, nameof(rate));
        TimeUnitsPerYear = ModelDomain.Positive(timeUnitsPerYear, nameof(timeUnitsPerYear));
    }

    /// <summary>Effective annual rate.</summary>
    public double Rate { get; }

    /// <summary>Time units in a year.</summary>
    public double TimeUnitsPerYear { get; }

    /// <summary>The continuous rate per time unit, ln(1 + rate) over the units of a year.</summary>
    public double PerTimeUnit => SpecialFunctions.Log1p(Rate) / TimeUnitsPerYear;

    /// <summary>The rate with as many time units in a year as a model has: 365.25 days over the days of its unit.</summary>
    /// <param name="rate">Effective annual rate, above 0 and finite.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0.</exception>
    public static AnnualDiscount For(double rate, IPurchaseModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new AnnualDiscount(rate, 365.25 / model.DaysPerTimeUnit);
    }
}
