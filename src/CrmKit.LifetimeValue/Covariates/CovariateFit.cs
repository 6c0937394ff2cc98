namespace CrmKit.LifetimeValue;

/// <summary>A model fitted with covariates, beside the same model without them.</summary>
/// <typeparam name="TModel">The model.</typeparam>
/// <param name="Fit">The fit with covariates. Columns that are constant, or follow from others, have coefficient 0, and <see cref="ModelFit{TModel}.Convergence"/> names them as not identified.</param>
/// <param name="WithoutCovariates">The fit of the model without covariates to the same customers.</param>
public sealed record CovariateFit<TModel>(ModelFit<CovariateModel<TModel>> Fit, ModelFit<TModel> WithoutCovariates)
    where TModel : class, IPurchaseModel
{
    /// <summary>The fitted model.</summary>
    public CovariateModel<TModel> Model => Fit.Model;

    /// <summary>Each covariate's coefficient, first those of how often customers buy.</summary>
    public ImmutableArray<CovariateEffect> Effects => CovariateEffects.Of(Fit, Model.PurchaseCovariates, Model.DropoutCovariates);

    /// <summary>Whether the covariates tell more than chance; <c>null</c> where no coefficient was estimated.</summary>
    public LikelihoodRatio? Gain => Fit.FreeParameters > WithoutCovariates.FreeParameters ? LikelihoodRatio.Test(Fit, WithoutCovariates) : null;
}
