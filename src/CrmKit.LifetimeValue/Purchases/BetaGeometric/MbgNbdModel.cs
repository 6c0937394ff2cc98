namespace CrmKit.LifetimeValue;

/// <summary>The MBG/NBD model of repeat purchases: a customer buys as a Poisson process and may leave after any purchase, the first one included.</summary>
/// <remarks>
/// Batislam, Denizel and Filiztekin (2007), Empirical validation and comparison of models for customer base analysis, International Journal of Research in
/// Marketing 24(3) 201-209. Who never came back may have left at once. Immutable and thread-safe.
/// </remarks>
public sealed record MbgNbdModel : BetaGeometricModel
{
    /// <summary>Creates a model.</summary>
    /// <param name="r">Shape of the purchase rates, above 0.</param>
    /// <param name="alpha">Scale of the purchase rates in time units, above 0.</param>
    /// <param name="a">First shape of the dropout probabilities, above 0.</param>
    /// <param name="b">Second shape of the dropout probabilities, above 0.</param>
    /// <param name="daysPerTimeUnit">Days in a time unit, above 0; 7 for weeks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0 or not finite.</exception>
    public MbgNbdModel(double r, double alpha, double a, double b, double daysPerTimeUnit = 7)
        : base(1, leavesAtOnce: true, r, alpha, a, b, daysPerTimeUnit)
    {
    }

    /// <inheritdoc/>
    public override string Name => "mbg-nbd";

    /// <inheritdoc/>
    public override IPurchaseModel WithParameters(ReadOnlySpan<double> parameters)
    {
        ModelDomain.Count(parameters, 4);
        return new MbgNbdModel(parameters[0], parameters[1], parameters[2], parameters[3], DaysPerTimeUnit);
    }
}
