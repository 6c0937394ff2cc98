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

    [JsonRequired]
    public double LogLikelihood { get; init; }

    [JsonRequired]
    public long Customers { get; init; }

    [JsonRequired]
    public int DistinctSummaries { get; init; }

    [JsonRequired]
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

        if (DistinctSummaries < 0 || Customers < 0 || Iterations < 0 || FreeParameters < 0 || PriorShare is not (>= 0 and <= 1))
        {
            throw new FormatException("A count of the fit is below 0, or its prior share is not between 0 and 1.");
        }

        if (!double.IsFinite(LogLikelihood) || !(GradientNorm >= 0 && double.IsFinite(GradientNorm)))
        {
            throw new FormatException("The log-likelihood of the fit is not finite, or its gradient norm is not 0 or more.");
        }

        // The reader of JSON takes a number for any name.
        if (!Enum.IsDefined(Convergence) || !Enum.IsDefined(Status))
        {
            throw new FormatException($"The fit ended in no known way: convergence must be {string.Join(", ", Enum.GetNames<ConvergenceStatus>())}; status {string.Join(", ", Enum.GetNames<EstimateStatus>())}.");
        }

        var model = ModelCatalog.Create(Model, Parameters.Select(pair => new ModelParameter(pair.Key, pair.Value)), DaysPerTimeUnit ?? 7);
        var convergence = new Convergence(Convergence, Iterations, GradientNorm) { Parameters = [.. ConvergenceParameters ?? []] };
        return new SavedFit(model, LogLikelihood, Customers, DistinctSummaries, convergence)
        {
            Covariance = ToCovariance(model),
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

    private ParameterCovariance? ToCovariance(IFittedModel model)
    {
        if (Covariance is null && CovarianceParameters is null)
        {
            return null;
        }

        if (Covariance is null || CovarianceParameters is null || Covariance.Count != CovarianceParameters.Count * CovarianceParameters.Count)
        {
            throw new FormatException("The covariance of the fit does not have one element for each pair of its parameters.");
        }

        if (CovarianceParameters.Distinct(StringComparer.Ordinal).Count() != CovarianceParameters.Count
            || CovarianceParameters.FirstOrDefault(name => !Parameters.ContainsKey(name)) is not null)
        {
            throw new FormatException($"The covariance of the fit names a parameter that {model.Name} does not have, or one twice.");
        }

        var covariance = new ParameterCovariance([.. CovarianceParameters], [.. Covariance]);
        return Covariance.All(double.IsFinite) && covariance.StandardErrors.All(double.IsFinite)
            ? covariance
            : throw new FormatException("The covariance of the fit has an element that is not finite, or a variance below 0.");
    }
}
