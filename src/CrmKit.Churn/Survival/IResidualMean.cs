namespace CrmKit.Churn;

/// <summary>A survival curve that knows the mean time still to stay by its own formula or sum, so that <see cref="RemainingLife"/> need not integrate it. Immutable and thread-safe.</summary>
public interface IResidualMean : ISurvivalCurve
{
    /// <summary>The mean time still to stay of a customer who has stayed so far.</summary>
    /// <param name="age">Time stayed so far, 0 or more and finite, at which somebody is left.</param>
    /// <param name="hazardRatio">r, 0 or more and finite.</param>
    /// <returns>The area under S(t)^r from the age on, over S(age)^r; <see cref="LifetimeStatus.Infinite"/> where it has no bound.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    Lifetime ResidualMean(double age, double hazardRatio);
}
