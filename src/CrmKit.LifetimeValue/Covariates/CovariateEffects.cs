namespace CrmKit.LifetimeValue;

// Reads the coefficients off a fit, whose parameters end with them.
internal static class CovariateEffects
{
    public static ImmutableArray<CovariateEffect> Of<TModel>(
        ModelFit<TModel> fit, ImmutableArray<string> purchaseCovariates, ImmutableArray<string> dropoutCovariates)
        where TModel : IFittedModel
    {
        var parameters = fit.Model.Parameters;
        var first = parameters.Length - purchaseCovariates.Length - dropoutCovariates.Length;
        return
        [
            .. purchaseCovariates.Concat(dropoutCovariates).Select((name, j) => new CovariateEffect(
                j < purchaseCovariates.Length ? CovariateProcess.Purchase : CovariateProcess.Dropout,
                name,
                parameters[first + j].Value,
                fit.Covariance?.StandardErrors[first + j])),
        ];
    }
}
