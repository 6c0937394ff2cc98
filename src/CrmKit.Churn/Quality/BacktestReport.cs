namespace CrmKit.Churn;

/// <summary>What a backtest found.</summary>
/// <param name="Origins">The origins that could be tested, in the order of time.</param>
/// <param name="Overall">All their customers together; <c>null</c> where none could be tested.</param>
/// <param name="Skipped">How many origins had no customer or no past whose outcomes were known.</param>
/// <param name="BrierGain">Brier score of the best naive rule less that of the model, mean over the customers: above 0 the model is better. 0 where nothing was tested.</param>
/// <param name="BrierGainError">Its standard error, customers of one origin leaving together (clustered by origin); <c>null</c> for fewer than two origins.</param>
/// <param name="Verdict">Whether the model may be used.</param>
public sealed record BacktestReport(
    ImmutableArray<BacktestLine> Origins, BacktestLine? Overall, int Skipped, double BrierGain, double? BrierGainError, BacktestVerdict Verdict);
