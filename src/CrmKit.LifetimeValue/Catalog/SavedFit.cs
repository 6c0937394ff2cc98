using System.Text.Json;

namespace CrmKit.LifetimeValue;

/// <summary>A fit as it is kept in a file: what was found and how sure it is, without the data.</summary>
/// <param name="Model">The model at the estimates: an <see cref="IPurchaseModel"/>, a <see cref="BgBbModel"/> or a <see cref="GammaGammaModel"/>.</param>
/// <param name="LogLikelihood">Log-likelihood there, every constant included, in the time unit of the data.</param>
/// <param name="Customers">Customers fitted on.</param>
/// <param name="DistinctSummaries">Distinct histories among them.</param>
/// <param name="Convergence">How the fit ended.</param>
public sealed record SavedFit(IFittedModel Model, double LogLikelihood, long Customers, int DistinctSummaries, Convergence Convergence) : IModelFit<IFittedModel>
{
    /// <summary>The version of the form in which fits are written; those of a later one are refused.</summary>
    public const int SchemaVersion = 1;

    /// <inheritdoc/>
    public ParameterCovariance? Covariance { get; init; }

    /// <inheritdoc/>
    public double PriorShare { get; init; }

    /// <inheritdoc/>
    public EstimateStatus Status { get; init; } = EstimateStatus.Fitted;

    /// <inheritdoc/>
    public int FreeParameters { get; init; } = Model.Parameters.Length;

    /// <inheritdoc/>
    public double Aic => FitCriteria.Aic(LogLikelihood, FreeParameters);

    /// <inheritdoc/>
    public double Bic => FitCriteria.Bic(LogLikelihood, FreeParameters, Customers);

    /// <summary>What is kept of a fit.</summary>
    /// <param name="fit">The fit.</param>
    public static SavedFit Of(IModelFit<IFittedModel> fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return new SavedFit(fit.Model, fit.LogLikelihood, fit.Customers, fit.DistinctSummaries, fit.Convergence)
        {
            Covariance = fit.Covariance,
            PriorShare = fit.PriorShare,
            Status = fit.Status,
            FreeParameters = fit.FreeParameters,
        };
    }

    /// <summary>Reads a fit.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <exception cref="FormatException">The text is no fit, of a later version, or holds a model that is not possible; the message says which.</exception>
    public static SavedFit FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return (JsonSerializer.Deserialize(json, FitJson.Default.FitDocument) ?? throw new FormatException("The text holds no fit.")).ToFit();
        }
        catch (JsonException error)
        {
            throw new FormatException($"The text is no fit: {error.Message}", error);
        }
        catch (ArgumentException error)
        {
            throw new FormatException($"The fit is not possible: {error.Message}", error);
        }
    }

    /// <summary>Writes the fit as JSON: every number so that it is read back to the last bit.</summary>
    public string ToJson() => JsonSerializer.Serialize(FitDocument.From(this), FitJson.Default.FitDocument);
}
