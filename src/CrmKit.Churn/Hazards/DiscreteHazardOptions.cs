namespace CrmKit.Churn;

/// <summary>How a discrete-time hazard is fitted.</summary>
public sealed record DiscreteHazardOptions
{
    internal static readonly DiscreteHazardOptions Default = new();

    /// <summary>The link; <see cref="HazardLink.Logit"/> unless told.</summary>
    public HazardLink Link { get; init; } = HazardLink.Logit;

    /// <summary>Bands of tenure; <see cref="TenureBands.Months"/> unless told.</summary>
    public TenureBands Bands { get; init; } = TenureBands.Months;

    /// <summary>λ, the strength of the ridge on bands and covariates in standard deviations over the periods at risk, as in <see cref="LogisticOptions.Ridge"/>; 0 unless told.</summary>
    public double Ridge { get; init; }

    /// <summary>Newton steps at most, 1 or more; 100 unless told.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>Threads that share the work, 1 or more; all processors unless told. The result is the same to the last bit whatever their number.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;

    internal DiscreteHazardOptions Checked()
    {
        HazardOption.Check(Enum.IsDefined(Link), nameof(Link), Link, "one of the enumeration");
        HazardOption.Check(Bands is not null, nameof(Bands), "null", "given");
        HazardOption.Check(Ridge >= 0 && double.IsFinite(Ridge), nameof(Ridge), Ridge, "0 or more and finite");
        HazardOption.Check(MaxIterations >= 1, nameof(MaxIterations), MaxIterations, "1 or more");
        HazardOption.Check(MaxThreads >= 1, nameof(MaxThreads), MaxThreads, "1 or more");
        return this;
    }
}
