namespace CrmKit.LifetimeValue;

// The customers who have the same covariates.
internal sealed record CovariateGroup(double[] Purchase, double[] Dropout, RecencyFrequencyTable Histories);
