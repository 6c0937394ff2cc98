namespace CrmKit.LifetimeValue;

/// <summary>How one candidate did in all holdouts.</summary>
/// <param name="Name">The model's name, or <see cref="ModelSelection.BaselineName"/>.</param>
/// <param name="Purchases">Errors of the purchases of each customer.</param>
/// <param name="Value">Errors of the money of each customer, spend by Gamma-Gamma for a model and by the formula for the baseline.</param>
/// <param name="Deciles">Calibration of the purchases, the tenth of which least was expected first.</param>
/// <param name="Fits">The model's fit in each holdout, the earliest first; empty for the baseline.</param>
public sealed record CandidateResult(
    string Name, HoldoutErrors Purchases, HoldoutErrors Value, ImmutableArray<CalibrationDecile> Deciles, ImmutableArray<IModelFit<IPurchaseModel>> Fits)
{
    /// <summary>Whether it is the formula that the models have to beat.</summary>
    public bool IsBaseline => Fits.IsEmpty;
}
