namespace CrmKit.Churn;

/// <summary>Fits the <see cref="ShiftedBetaGeometricModel"/>. Thread-safe.</summary>
public sealed class ShiftedBetaGeometricEstimator : RetentionEstimator
{
    /// <inheritdoc/>
    public override string Name => "sBG";

    private protected override bool HasPower => false;
}
