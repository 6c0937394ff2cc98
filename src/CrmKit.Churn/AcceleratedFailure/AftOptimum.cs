using CrmKit.Numerics;

namespace CrmKit.Churn;

// Where a search ended, with what it searched over.
internal sealed record AftOptimum(MaximiserResult End, IAftLikelihood Likelihood, AftRows Rows, RegressionDesign Design, double? HeldLogScale, int Iterations)
{
    // ln of the scale in units of the spread of the log times.
    public double LogScale => HeldLogScale ?? End.Point[^1];

    public double[] FullPoint => HeldLogScale is { } held ? [.. End.Point, held] : [.. End.Point];
}
