namespace CrmKit.LifetimeValue;

/// <summary>A purchase model whose parameters depend on what is known of a customer.</summary>
/// <remarks>Its parameters are those of a customer whose covariates are all 0, then the coefficients. Immutable and thread-safe.</remarks>
/// <typeparam name="TModel">The model.</typeparam>
public sealed class CovariateModel<TModel> : IFittedModel
    where TModel : class, IPurchaseModel
{
    private readonly CovariateLink _link;
    private readonly Func<double[], TModel> _create;

    internal CovariateModel(string name, CovariateLink link, ImmutableArray<string> purchaseCovariates, ImmutableArray<string> dropoutCovariates, Func<double[], TModel> create)
    {
        (Name, _link, _create) = (name, link, create);
        (PurchaseCovariates, DropoutCovariates) = (purchaseCovariates, dropoutCovariates);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    /// <remarks>Coefficients are named after process and covariate, for example <c>purchase:channel</c>.</remarks>
    public ImmutableArray<ModelParameter> Parameters => _link.Parameters;

    /// <summary>Names of the covariates of how often customers buy.</summary>
    public ImmutableArray<string> PurchaseCovariates { get; }

    /// <summary>Names of the covariates of how soon customers leave.</summary>
    public ImmutableArray<string> DropoutCovariates { get; }

    /// <summary>The model of customers with such covariates: it answers whatever a model without covariates does.</summary>
    /// <remarks>Very far from the customers fitted on, a parameter stops at 1e-300 or 1e300.</remarks>
    /// <param name="purchaseCovariates">One finite value for each of <see cref="PurchaseCovariates"/>.</param>
    /// <param name="dropoutCovariates">One finite value for each of <see cref="DropoutCovariates"/>.</param>
    /// <exception cref="ArgumentException">The number of values is another.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite.</exception>
    public TModel ModelFor(ReadOnlySpan<double> purchaseCovariates, ReadOnlySpan<double> dropoutCovariates)
    {
        _link.Purchase.Check(purchaseCovariates, nameof(purchaseCovariates));
        _link.Dropout.Check(dropoutCovariates, nameof(dropoutCovariates));
        return _create(_link.ParametersFor(purchaseCovariates, dropoutCovariates));
    }
}
