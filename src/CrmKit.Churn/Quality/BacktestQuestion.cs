namespace CrmKit.Churn;

/// <summary>What a forecaster is told at one origin: the customers of then, and the past whose outcomes were known by then. The outcomes of these customers are not among it.</summary>
/// <param name="Time">The moment.</param>
/// <param name="Horizon">How far ahead the chance of leaving is asked.</param>
/// <param name="Count">Number of customers.</param>
/// <param name="Covariates">What was known of them at the moment.</param>
/// <param name="Past">The earlier origins whose horizon had ended by the moment, in their order; one or more.</param>
public sealed record BacktestQuestion(double Time, double Horizon, int Count, ImmutableArray<CovariateColumn> Covariates, ImmutableArray<BacktestOrigin> Past);
