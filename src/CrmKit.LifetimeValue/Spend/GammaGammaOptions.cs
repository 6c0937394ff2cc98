namespace CrmKit.LifetimeValue;

/// <summary>How a Gamma-Gamma model is fitted.</summary>
public sealed record GammaGammaOptions
{
    /// <summary>Newton steps at most from each start, 1 or more; 100 unless told.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>Largest derivative of the mean log-likelihood per customer in a log-parameter that counts as zero, 0 or more; 1e-10 unless told.</summary>
    public double GradientTolerance { get; init; } = 1e-10;

    /// <summary>Number of starting points, 1 to 3; 3 unless told.</summary>
    public int Starts { get; init; } = 3;

    internal GammaGammaOptions Checked()
    {
        ModelDomain.Option(MaxIterations >= 1, nameof(MaxIterations), MaxIterations, "1 or more");
        ModelDomain.Option(GradientTolerance >= 0 && double.IsFinite(GradientTolerance), nameof(GradientTolerance), GradientTolerance, "0 or more and finite");
        ModelDomain.Option(Starts is >= 1 and <= 3, nameof(Starts), Starts, "1 to 3");
        return this;
    }
}
