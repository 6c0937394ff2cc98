namespace CrmKit.LifetimeValue;

/// <summary>The MBG/CNBD-k model of repeat purchases: gaps are Erlang-k, more regular than those of a Poisson process, and a customer may leave after any purchase.</summary>
/// <remarks>
/// Platzer and Reutterer (2016), Ticking Away the Moments: Timing Regularity Helps to Better Predict Customer Activity, Marketing Science 35(5) 779-799.
/// What a customer does next follows exactly from the time since the last purchase, where the paper approximates. Immutable and thread-safe.
/// </remarks>
public sealed record MbgCnbdModel : BetaGeometricModel
{
    /// <summary>Creates a model.</summary>
    /// <param name="k">Stages of a gap, 1 to <see cref="BetaGeometricModel.GreatestK"/>.</param>
    /// <param name="r">Shape of the rates of stages, above 0.</param>
    /// <param name="alpha">Scale of the rates of stages in time units, above 0.</param>
    /// <param name="a">First shape of the dropout probabilities, above 0.</param>
    /// <param name="b">Second shape of the dropout probabilities, above 0.</param>
    /// <param name="daysPerTimeUnit">Days in a time unit, above 0; 7 for weeks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range.</exception>
    public MbgCnbdModel(int k, double r, double alpha, double a, double b, double daysPerTimeUnit = 7)
        : base(CheckedK(k), leavesAtOnce: true, r, alpha, a, b, daysPerTimeUnit)
    {
    }

    /// <inheritdoc/>
    public override string Name => "mbg-cnbd-k";

    /// <inheritdoc/>
    public override ImmutableArray<ModelParameter> Parameters => [new("k", K), .. base.Parameters];

    /// <inheritdoc/>
    public override IPurchaseModel WithParameters(ReadOnlySpan<double> parameters)
    {
        ModelDomain.Count(parameters, 5);
        return new MbgCnbdModel((int)parameters[0], parameters[1], parameters[2], parameters[3], parameters[4], DaysPerTimeUnit);
    }
}
