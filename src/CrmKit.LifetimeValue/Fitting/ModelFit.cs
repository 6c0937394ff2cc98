namespace CrmKit.LifetimeValue;

/// <summary>A model fitted by maximum likelihood.</summary>
/// <typeparam name="TModel">The model.</typeparam>
/// <param name="Model">The model at the best parameters met.</param>
/// <param name="LogLikelihood">Log-likelihood there, every constant included, in the time unit of the data.</param>
/// <param name="Customers">Customers fitted on.</param>
/// <param name="DistinctSummaries">Distinct histories among them.</param>
/// <param name="Convergence">How the fit ended.</param>
public sealed record ModelFit<TModel>(TModel Model, double LogLikelihood, long Customers, int DistinctSummaries, Convergence Convergence) : IModelFit<TModel>
    where TModel : IFittedModel
{
    private const double MostlyPrior = 0.8;
    private const double MostlyData = 0.2;

    // Where one direction of five is known as well as can be, what is left is four fifths and a trace.
    private const double Rounding = 1e-6;

    /// <inheritdoc/>
    public ParameterCovariance? Covariance { get; init; }

    /// <inheritdoc/>
    /// <remarks>
    /// The mean over the directions of the parameters of 1/(1 + information), that of the data in units of the beliefs': the sum over the customers of the squared gradient of their
    /// log-likelihoods at the medians of the beliefs, in which one customer counts for four beliefs at most. Evaluated there and not at the estimates, it depends on nothing
    /// that moves with the data, so that a further customer never raises it and <see cref="Status"/> never goes back. Of more than 2,048 distinct histories, every so many stand for the others.
    /// </remarks>
    public double PriorShare { get; init; }

    /// <inheritdoc/>
    public EstimateStatus Status => PriorShare switch
    {
        > MostlyPrior + Rounding => EstimateStatus.Prior,
        > MostlyData => EstimateStatus.Pooled,
        _ => EstimateStatus.Fitted,
    };

    /// <summary>Customers that say nothing about the model, so that they were left out: for spend, those without a repeat purchase or with a mean of zero.</summary>
    public long CustomersLeftOut { get; init; }

    /// <summary>Standard errors of the parameters, in their order; empty where <see cref="Covariance"/> is <c>null</c>.</summary>
    public ImmutableArray<double> StandardErrors => Covariance?.StandardErrors ?? [];

    /// <inheritdoc/>
    public int FreeParameters { get; init; } = Model.Parameters.Length;

    /// <inheritdoc/>
    public double Aic => FitCriteria.Aic(LogLikelihood, FreeParameters);

    /// <inheritdoc/>
    public double Bic => FitCriteria.Bic(LogLikelihood, FreeParameters, Customers);
}
