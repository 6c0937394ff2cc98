namespace CrmKit.LifetimeValue;

/// <summary>The BG/NBD model of repeat purchases: a customer buys as a Poisson process and may leave after any repeat purchase.</summary>
/// <remarks>
/// Fader, Hardie and Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2) 275-284. Nobody leaves before a first repeat purchase.
/// Immutable and thread-safe.
/// </remarks>
public sealed record BgNbdModel : BetaGeometricModel
{
    /// <summary>Creates a model.</summary>
    /// <param name="r">Shape of the purchase rates, above 0.</param>
    /// <param name="alpha">Scale of the purchase rates in time units, above 0.</param>
    /// <param name="a">First shape of the dropout probabilities, above 0.</param>
    /// <param name="b">Second shape of the dropout probabilities, above 0.</param>
    /// <param name="daysPerTimeUnit">Days in a time unit, above 0; 7 for weeks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0 or not finite.</exception>
    public BgNbdModel(double r, double alpha, double a, double b, double daysPerTimeUnit = 7)
        : base(1, leavesAtOnce: false, r, alpha, a, b, daysPerTimeUnit)
    {
    }

    /// <inheritdoc/>
    public override string Name => "bg-nbd";

    /// <inheritdoc/>
    public override IPurchaseModel WithParameters(ReadOnlySpan<double> parameters)
    {
        ModelDomain.Count(parameters, 4);
        return new BgNbdModel(parameters[0], parameters[1], parameters[2], parameters[3], DaysPerTimeUnit);
    }
}
