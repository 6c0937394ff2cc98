namespace CrmKit.Churn;

/// <summary>How the logarithm of a lifetime varies around its location, in units of the scale.</summary>
public enum AftFamily
{
    /// <summary>The smallest extreme value, with the scale held at 1: a constant hazard.</summary>
    Exponential = 1,

    /// <summary>The smallest extreme value: a hazard that rises (scale below 1) or falls with a power of time.</summary>
    Weibull,

    /// <summary>The normal distribution: a hazard that rises, then falls.</summary>
    LogNormal,

    /// <summary>The logistic distribution: odds to have left that grow with a power of time.</summary>
    LogLogistic,
}
