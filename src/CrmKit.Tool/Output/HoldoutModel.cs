using CrmKit.LifetimeValue;

namespace CrmKit.Tool;

/// <summary>How one model did: errors of purchases and of money per customer.</summary>
internal sealed record HoldoutModel(
    string Model,
    long Customers,
    double Mae,
    double Rmse,
    double Bias,
    double ValueMae,
    double ValueRmse,
    double ValueBias,
    IReadOnlyList<CalibrationDecile> Deciles)
{
    public static HoldoutModel From(CandidateResult result) => new(
        result.Name,
        result.Purchases.Customers,
        result.Purchases.MeanAbsolute,
        result.Purchases.RootMeanSquare,
        result.Purchases.Bias,
        result.Value.MeanAbsolute,
        result.Value.RootMeanSquare,
        result.Value.Bias,
        result.Deciles);
}
