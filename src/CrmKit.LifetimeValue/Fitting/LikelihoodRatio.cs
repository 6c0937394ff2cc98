using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>Whether a model fits better than one that it contains by more than chance.</summary>
/// <remarks>
/// Wilks (1938): twice the gain in log-likelihood is chi-squared with as many degrees of freedom as the larger model has further parameters. Where the smaller
/// model lies on the edge of the larger one, as a model without dropout does, that is too careful: the true p-value is smaller (Self and Liang 1987).
/// </remarks>
/// <param name="Statistic">2 (ln L - ln L of the nested model), 0 or more.</param>
/// <param name="DegreesOfFreedom">Further parameters, 1 or more.</param>
/// <param name="PValue">The chance of a gain so large or larger if the smaller model were true, 0 to 1.</param>
public readonly record struct LikelihoodRatio(double Statistic, int DegreesOfFreedom, double PValue)
{
    /// <summary>Tests a fit against the fit of a model that it contains, on the same data.</summary>
    /// <remarks>
    /// Whether one model contains the other is checked for the models of this library; of others the caller must know. That both saw the same customers shows in their number
    /// alone. Fits with prior beliefs do not maximise the likelihood, so that their gain follows another law.
    /// </remarks>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <typeparam name="TNested">The model that it contains.</typeparam>
    /// <param name="fit">The fit.</param>
    /// <param name="nested">The fit of the contained model.</param>
    /// <exception cref="ArgumentException">The model does not contain the other, which has as many parameters or is of another kind, or was fitted on another number of customers.</exception>
    public static LikelihoodRatio Test<TModel, TNested>(IModelFit<TModel> fit, IModelFit<TNested> nested)
        where TModel : IFittedModel
        where TNested : IFittedModel
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(nested);
        var further = fit.FreeParameters - nested.FreeParameters;
        if (further < 1)
        {
            throw new ArgumentException("A contained model has fewer parameters.", nameof(nested));
        }

        if (!ModelNesting.Contains(fit.Model, fit.FreeParameters, nested.Model))
        {
            throw new ArgumentException($"The model {fit.Model.Name} with its parameters does not contain the model {nested.Model.Name} with its own.", nameof(nested));
        }

        if (fit.Customers != nested.Customers)
        {
            throw new ArgumentException($"Both must be fitted on the same customers; these on {fit.Customers} and {nested.Customers}.", nameof(nested));
        }

        var statistic = Math.Max(0, 2 * (fit.LogLikelihood - nested.LogLikelihood));
        return new LikelihoodRatio(statistic, further, SpecialFunctions.ChiSquaredTail(statistic, further));
    }
}
