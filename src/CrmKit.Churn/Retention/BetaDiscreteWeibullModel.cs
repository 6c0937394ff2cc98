namespace CrmKit.Churn;

/// <summary>The beta discrete Weibull model: the shifted beta geometric one in which a customer's own chance to leave rises (c above 1) or falls (c below 1) with time. Immutable and thread-safe.</summary>
/// <remarks>Fader, Hardie, Liu, Davin and Steenburgh (2018), "How to project customer retention, revisited", equation 9: S(t) = B(alpha, beta + t^c)/B(alpha, beta).</remarks>
public sealed class BetaDiscreteWeibullModel : RetentionModel
{
    /// <summary>Creates a model.</summary>
    /// <param name="alpha">First parameter of the chance to leave, 1e-100 to 1e100.</param>
    /// <param name="beta">Second parameter of the chance to leave, 1e-200 to 1e200.</param>
    /// <param name="c">Power of time, 1e-100 to 1e100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public BetaDiscreteWeibullModel(double alpha, double beta, double c) =>
        (Alpha, Beta, C) = (Within(alpha, FarPower, nameof(alpha)), Within(beta, FarShape, nameof(beta)), Within(c, FarPower, nameof(c)));

    /// <summary>First parameter of the chance to leave; alpha/(alpha + beta) of a cohort leave at the first renewal.</summary>
    public double Alpha { get; }

    /// <summary>Second parameter of the chance to leave.</summary>
    public double Beta { get; }

    /// <summary>Power of time: above 1 a customer is the likelier to leave the longer the stay, below 1 the less likely.</summary>
    public double C { get; }

    /// <inheritdoc/>
    public override ImmutableArray<ModelParameter> Parameters => [new("alpha", Alpha), new("beta", Beta), new("c", C)];

    private protected override double Decay => Alpha * C;

    internal override double Exponent(double from, double to, double logTo) => BetaMixture.Exponent(Alpha, Beta, C, from, to, logTo);

    internal override (double Slope, double Power) SlopeAt(double time) => BetaMixture.SlopeAt(Alpha, Beta, C, time);
}
