namespace CrmKit.Churn;

// The log partial likelihood at some coefficients, with its gradient and observed information, row by row.
internal sealed record CoxEvaluation(double LogLikelihood, double[] Gradient, double[] Information);
