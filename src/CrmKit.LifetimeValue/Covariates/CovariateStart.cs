namespace CrmKit.LifetimeValue;

// The maximum of a contained model in the coordinates of a larger search.
internal sealed record CovariateStart(double[] Point, double LogLikelihood)
{
    // Own: the larger model's parameters where it is the contained one, from the parameters of that.
    public static CovariateStart From<TModel>(
        CovariateFit<TModel> contained, CovariateDesign purchase, CovariateDesign dropout, Func<double[], double[]> own)
        where TModel : class, IPurchaseModel
    {
        var effects = contained.Effects;
        var atCentre = contained.Model.ModelFor(
            [.. contained.Model.PurchaseCovariates.Select(purchase.CentreOf)], [.. contained.Model.DropoutCovariates.Select(dropout.CentreOf)]);
        double[] point =
        [
            .. own([.. atCentre.Parameters.Select(parameter => parameter.Value)]),
            .. Enumerable.Range(0, purchase.Count).Select(j => Coefficient(purchase, j)),
            .. Enumerable.Range(0, dropout.Count).Select(j => Coefficient(dropout, j)),
        ];
        return new CovariateStart(point, contained.Fit.LogLikelihood);

        double Coefficient(CovariateDesign design, int kept) => design.Spread(kept) * effects
            .Where(effect => effect.Process == design.Process && string.Equals(effect.Covariate, design.Name(kept), StringComparison.Ordinal))
            .Sum(effect => effect.Coefficient);
    }
}
