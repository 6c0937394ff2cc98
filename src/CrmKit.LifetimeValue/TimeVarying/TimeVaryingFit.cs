namespace CrmKit.LifetimeValue;

/// <summary>The Pareto/NBD model fitted with covariates that change in time, beside the models that it contains.</summary>
/// <param name="Fit">The fit with all covariates. Columns that are constant, or follow from others, have coefficient 0, and <see cref="ModelFit{TModel}.Convergence"/> names them as not identified.</param>
/// <param name="WithoutCovariates">The fit without covariates to the same customers.</param>
/// <param name="WithSteadyCovariates">The fit with those covariates that change for no customer; <c>null</c> where there are none.</param>
public sealed record TimeVaryingFit(
    ModelFit<TimeVaryingParetoNbdModel> Fit, ModelFit<ParetoNbdModel> WithoutCovariates, CovariateFit<ParetoNbdModel>? WithSteadyCovariates)
{
    /// <summary>The fitted model.</summary>
    public TimeVaryingParetoNbdModel Model => Fit.Model;

    /// <summary>Each covariate's coefficient, first those of how often customers buy: above 0 means to buy more often, or to leave sooner.</summary>
    public ImmutableArray<CovariateEffect> Effects => CovariateEffects.Of(Fit, Model.PurchaseCovariates, Model.DropoutCovariates);

    /// <summary>Whether the covariates tell more than chance; <c>null</c> where no coefficient was estimated.</summary>
    public LikelihoodRatio? Gain => Fit.FreeParameters > WithoutCovariates.FreeParameters ? LikelihoodRatio.Test(Fit, WithoutCovariates) : null;
}
