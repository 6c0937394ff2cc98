using CrmKit.LifetimeValue;

namespace CrmKit.Tool;

/// <summary>What a fit says. Names may be added, never changed.</summary>
internal sealed record FitOutput(
    string Model,
    OrderedDictionary<string, double> Parameters,
    OrderedDictionary<string, double> StandardErrors,
    double LogLikelihood,
    long Customers,
    int DistinctSummaries,
    string Convergence,
    int Iterations,
    double GradientNorm,
    double Seconds,
    double Aic,
    double Bic,
    string Status,
    string Verdict,
    IReadOnlyList<string> ConvergenceParameters)
{
    public static FitOutput From(SavedFit fit, double seconds)
    {
        var errors = fit.Covariance is { } covariance ? covariance.Parameters.Zip(covariance.StandardErrors, KeyValuePair.Create) : [];
        return new FitOutput(
            fit.Model.Name,
            new OrderedDictionary<string, double>(fit.Model.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)), StringComparer.Ordinal),
            new OrderedDictionary<string, double>(errors, StringComparer.Ordinal),
            fit.LogLikelihood,
            fit.Customers,
            fit.DistinctSummaries,
            fit.Convergence.Status.ToString(),
            fit.Convergence.Iterations,
            fit.Convergence.GradientNorm,
            seconds,
            fit.Aic,
            fit.Bic,
            fit.Status.ToString(),
            fit.Convergence.ToString(),
            fit.Convergence.Parameters);
    }
}
