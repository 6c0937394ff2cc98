namespace CrmKit.LifetimeValue;

// How a process enters a parameter of the model: its logarithm moves by the sign times the sum of coefficient times covariate.
internal readonly record struct CovariateShift(int Parameter, CovariateProcess Process, int Sign);
