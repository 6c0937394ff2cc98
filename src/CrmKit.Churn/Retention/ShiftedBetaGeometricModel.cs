namespace CrmKit.Churn;

/// <summary>The shifted beta geometric model: each customer leaves with the same chance at every renewal, and that chance is Beta distributed over customers. Immutable and thread-safe.</summary>
/// <remarks>Fader and Hardie (2007), "How to project customer retention", equations 5 and 6: S(t) = B(alpha, beta + t)/B(alpha, beta).</remarks>
public sealed class ShiftedBetaGeometricModel : RetentionModel
{
    /// <summary>Creates a model.</summary>
    /// <param name="alpha">First parameter of the chance to leave, 1e-100 to 1e100.</param>
    /// <param name="beta">Second parameter of the chance to leave, 1e-200 to 1e200.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public ShiftedBetaGeometricModel(double alpha, double beta) => (Alpha, Beta) = (Within(alpha, FarPower, nameof(alpha)), Within(beta, FarShape, nameof(beta)));

    /// <summary>First parameter of the chance to leave; alpha/(alpha + beta) of a cohort leave at the first renewal.</summary>
    public double Alpha { get; }

    /// <summary>Second parameter of the chance to leave.</summary>
    public double Beta { get; }

    /// <inheritdoc/>
    public override ImmutableArray<ModelParameter> Parameters => [new("alpha", Alpha), new("beta", Beta)];

    private protected override double Decay => Alpha;

    // By the mean of 1/theta, where theta is Beta(alpha, beta + n) distributed among those who are left.
    private protected override double? AheadInClosedForm(double renewals) => (Beta + renewals) / (Alpha - 1);

    internal override double Exponent(double from, double to, double logTo) => BetaMixture.Exponent(Alpha, Beta, 1, from, to, logTo);

    internal override (double Slope, double Power) SlopeAt(double time) => BetaMixture.SlopeAt(Alpha, Beta, 1, time);
}
