namespace CrmKit.LifetimeValue;

/// <summary>How a BG/NBD model is fitted.</summary>
public sealed record BgNbdOptions
{
    /// <summary>Days in a time unit, above 0 and finite; 7 (weeks) unless told. Not used where a table, which carries its own unit, is fitted.</summary>
    public double DaysPerTimeUnit { get; init; } = 7;

    /// <summary>Newton steps at most from each start, 1 or more; 100 unless told.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>Largest derivative of the mean log-likelihood per customer in a log-parameter that counts as zero, 0 or more; 1e-10 unless told.</summary>
    public double GradientTolerance { get; init; } = 1e-10;

    /// <summary>Number of starting points, 1 to 4; 4 unless told. The likelihood can have a false maximum at a near zero, where a single start may end.</summary>
    public int Starts { get; init; } = 4;

    internal BgNbdOptions Checked()
    {
        ModelDomain.Option(DaysPerTimeUnit > 0 && double.IsFinite(DaysPerTimeUnit), nameof(DaysPerTimeUnit), DaysPerTimeUnit, "above 0 and finite");
        ModelDomain.Option(MaxIterations >= 1, nameof(MaxIterations), MaxIterations, "1 or more");
        ModelDomain.Option(GradientTolerance >= 0 && double.IsFinite(GradientTolerance), nameof(GradientTolerance), GradientTolerance, "0 or more and finite");
        ModelDomain.Option(Starts is >= 1 and <= 4, nameof(Starts), Starts, "1 to 4");
        return this;
    }
}
