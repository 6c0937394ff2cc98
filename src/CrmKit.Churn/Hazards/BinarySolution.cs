namespace CrmKit.Churn;

// A fitted regression in the units of the columns and in standard deviations, the intercept first.
internal sealed record BinarySolution(
    ImmutableArray<Coefficient> Coefficients,
    ImmutableArray<Coefficient> Standardised,
    ParameterCovariance? Covariance,
    double LogLikelihood,
    double NullLogLikelihood,
    Convergence Convergence);
