using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>What a fit says of one covariate.</summary>
/// <param name="Process">What the covariate moves.</param>
/// <param name="Covariate">Its name.</param>
/// <param name="Coefficient">Change of a logarithm per unit of the covariate: of the purchase rate, or as the estimator says of the dropout; 0 where the covariate says nothing of its own.</param>
/// <param name="StandardError">Standard error of the coefficient; <c>null</c> where the fit has no covariance.</param>
public readonly record struct CovariateEffect(CovariateProcess Process, string Covariate, double Coefficient, double? StandardError)
{
    /// <summary>The chance of a coefficient so far from 0 or farther if the true one were 0 (Wald), 0 to 1; <c>null</c> without a standard error.</summary>
    public double? PValue => StandardError is > 0 ? 2 * SpecialFunctions.NormalTail(Math.Abs(Coefficient) / StandardError.Value) : null;
}
