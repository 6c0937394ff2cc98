namespace CrmKit.Churn;

// The log-likelihood at one set of coefficients, its gradient and the negative of its second derivatives, row by row.
internal sealed record BinarySums(double LogLikelihood, double[] Gradient, double[] Information, double LargestEta);
