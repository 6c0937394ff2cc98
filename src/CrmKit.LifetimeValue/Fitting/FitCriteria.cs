namespace CrmKit.LifetimeValue;

// Information criteria; lower is better.
internal static class FitCriteria
{
    public static double Aic(double logLikelihood, int parameters) => (2d * parameters) - (2 * logLikelihood);

    public static double Bic(double logLikelihood, int parameters, long customers) => (parameters * Math.Log(Math.Max(1, customers))) - (2 * logLikelihood);
}
