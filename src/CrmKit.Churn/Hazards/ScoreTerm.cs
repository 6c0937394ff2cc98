namespace CrmKit.Churn;

/// <summary>What one thing known of a customer adds to their score.</summary>
/// <param name="Name">The name of the column, or <c>intercept</c>.</param>
/// <param name="Value">What it adds to the linear predictor, in the unit of the link.</param>
public readonly record struct ScoreTerm(string Name, double Value);
