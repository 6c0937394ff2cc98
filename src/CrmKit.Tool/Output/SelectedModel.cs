using CrmKit.LifetimeValue;

namespace CrmKit.Tool;

/// <summary>One model fitted to a file.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Of">What it is a model of: purchases, opportunities or spend: models of one kind compare with each other alone.</param>
/// <param name="Parameters">Number of parameters estimated.</param>
/// <param name="LogLikelihood">Its log-likelihood.</param>
/// <param name="Aic">Akaike's criterion.</param>
/// <param name="Bic">Schwarz's criterion.</param>
/// <param name="Convergence">How the fit ended.</param>
/// <param name="Verdict">The same in words.</param>
internal sealed record SelectedModel(string Model, string Of, int Parameters, double LogLikelihood, double Aic, double Bic, string Convergence, string Verdict)
{
    public static SelectedModel From(SavedFit fit) => new(
        fit.Model.Name,
        Kind(fit.Model.Name),
        fit.FreeParameters,
        fit.LogLikelihood,
        fit.Aic,
        fit.Bic,
        fit.Convergence.Status.ToString(),
        fit.Convergence.ToString());

    private static string Kind(string model) => model switch
    {
        ModelInputs.Spend => "spend",
        ModelInputs.Discrete => "opportunities",
        _ => "purchases",
    };
}
