namespace CrmKit.Churn;

/// <summary>Fits the <see cref="BetaDiscreteWeibullModel"/>. It never ends below the <see cref="ShiftedBetaGeometricModel"/>, which it holds within. Thread-safe.</summary>
public sealed class BetaDiscreteWeibullEstimator : RetentionEstimator
{
    /// <inheritdoc/>
    public override string Name => "BdW";

    private protected override bool HasPower => true;
}
