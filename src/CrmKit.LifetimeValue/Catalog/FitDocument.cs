using System.Text.Json.Serialization;

namespace CrmKit.LifetimeValue;

// The form in which a fit is written; fields are added, never renamed.
internal sealed record FitDocument
{
    [JsonRequired]
    public int SchemaVersion { get; init; }

    [JsonRequired]
    public required string Model { get; init; }

    [JsonRequired]
    public required OrderedDictionary<string, double> Parameters { get; init; }

    public double? DaysPerTimeUnit { get; init; }

    public double LogLikelihood { get; init; }

    public long Customers { get; init; }

    public int DistinctSummaries { get; init; }

    public ConvergenceStatus Convergence { get; init; }

    public IReadOnlyList<string>? ConvergenceParameters { get; init; }

    public int Iterations { get; init; }

    public double GradientNorm { get; init; }

    public double PriorShare { get; init; }

    public EstimateStatus Status { get; init; } = EstimateStatus.Fitted;

    public int? FreeParameters { get; init; }

    public IReadOnlyList<string>? CovarianceParameters { get; init; }

    public IReadOnlyList<double>? Covariance { get; init; }

    public static FitDocument From(SavedFit fit)
    {
        var covariance = fit.Covariance;
        return new FitDocument
        {
            SchemaVersion = SavedFit.SchemaVersion,
            Model = fit.Model.Name,
            Parameters = new(fit.Model.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)), StringComparer.Ordinal),
            DaysPerTimeUnit = (fit.Model as IPurchaseModel)?.DaysPerTimeUnit,
            LogLikelihood = fit.LogLikelihood,
            Customers = fit.Customers,
            DistinctSummaries = fit.DistinctSummaries,
            Convergence = fit.Convergence.Status,
            ConvergenceParameters = fit.Convergence.Parameters.IsEmpty ? null : fit.Convergence.Parameters,
            Iterations = fit.Convergence.Iterations,
            GradientNorm = fit.Convergence.GradientNorm,
            PriorShare = fit.PriorShare,
            Status = fit.Status,
            FreeParameters = fit.FreeParameters,
            CovarianceParameters = covariance?.Parameters,
            Covariance = covariance is null ? null : [.. Elements(covariance)],
        };
    }

    public SavedFit ToFit()
    {
        if (SchemaVersion is < 1 or > SavedFit.SchemaVersion)
        {
            throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"The fit is of version {SchemaVersion}; this program reads versions 1 to {SavedFit.SchemaVersion}."));
        }

        if (DistinctSummaries < 0 || Customers < 0 || Iterations < 0 || PriorShare is not (>= 0 and <= 1))
        {
            throw new FormatException("A count of the fit is below 0, or its prior share is not between 0 and 1.");
        }

        var model = ModelCatalog.Create(Model, Parameters.Select(pair => new ModelParameter(pair.Key, pair.Value)), DaysPerTimeUnit ?? 7);
        var convergence = new Convergence(Convergence, Iterations, GradientNorm) { Parameters = [.. ConvergenceParameters ?? []] };
        return new SavedFit(model, LogLikelihood, Customers, DistinctSummaries, convergence) 
        {
            Covariance = ToCovariance(),
            PriorShare = PriorShare,
            Status = Status,
            FreeParameters = FreeParameters ?? model.Parameters.Length,
        };
    }

    private static IEnumerable<double> Elements(ParameterCovariance covariance)
    {
        for (var row = 0; row < covariance.Parameters.Length; row++)
        {
            for (var column = 0; column < covariance.Parameters.Length; column++)
            {
                yield return covariance[row, column];
            }
        }
    }

    private ParameterCovariance? ToCovariance()
    {
        if (Covariance is null || CovarianceParameters is null)
        {
            return null;
        }

        return Covariance.Count == CovarianceParameters.Count * CovarianceParameters.Count
            ? new ParameterCovariance([.. CovarianceParameters], [.. Covariance])
            : throw new FormatException("The covariance of the fit does not have one element for each pair of its parameters.");
    }
}
