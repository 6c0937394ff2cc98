namespace CrmKit.LifetimeValue;

/// <summary>How a model is fitted.</summary>
public sealed record FitOptions
{
    internal static readonly FitOptions Default = new();

    /// <summary>Days in a time unit, above 0 and finite; 7 (weeks) unless told. Not used where a table, which carries its own unit, is fitted, nor for spend.</summary>
    public double DaysPerTimeUnit { get; init; } = 7;

    /// <summary>Newton steps at most from each start, 1 or more; 100 unless told.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>Largest derivative of the mean log-likelihood per customer in a log-parameter that counts as zero, 0 or more; 1e-12 unless told.</summary>
    public double GradientTolerance { get; init; } = 1e-12;

    /// <summary>Starting points tried at most, 1 or more; all that the estimator has unless told. A likelihood can have false maxima, where a single start may end.</summary>
    public int Starts { get; init; } = int.MaxValue;

    /// <summary>Threads that share the work, 1 or more; all processors unless told. The result is the same to the last bit whatever their number.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>What is believed of the parameters before any data; <c>null</c>, nothing, unless told. With it a fit of any number of customers, none included, has an inner maximum, unless the data push a parameter beyond the range of a double.</summary>
    public PriorBeliefs? Beliefs { get; init; }

    internal FitOptions Checked()
    {
        ModelDomain.Option(DaysPerTimeUnit > 0 && double.IsFinite(DaysPerTimeUnit), nameof(DaysPerTimeUnit), DaysPerTimeUnit, "above 0 and finite");
        ModelDomain.Option(MaxIterations >= 1, nameof(MaxIterations), MaxIterations, "1 or more");
        ModelDomain.Option(GradientTolerance >= 0 && double.IsFinite(GradientTolerance), nameof(GradientTolerance), GradientTolerance, "0 or more and finite");
        ModelDomain.Option(Starts >= 1, nameof(Starts), Starts, "1 or more");
        ModelDomain.Option(MaxThreads >= 1, nameof(MaxThreads), MaxThreads, "1 or more");
        return this;
    }
}
