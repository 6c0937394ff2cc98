namespace CrmKit.Churn;

/// <summary>How a logistic regression is fitted.</summary>
public sealed record LogisticOptions
{
    internal static readonly LogisticOptions Default = new();

    /// <summary>λ, the strength of the ridge, 0 or more and finite; 0, no penalty, unless told. The fit maximises log-likelihood - λ/2 |b|²; the intercept is free.</summary>
    public double Ridge { get; init; }

    /// <summary>In which unit b is small; <see cref="RidgeUnit.StandardDeviation"/> unless told.</summary>
    public RidgeUnit RidgeUnit { get; init; } = RidgeUnit.StandardDeviation;

    /// <summary>Newton steps at most, 1 or more; 100 unless told.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>Threads that share the work, 1 or more; all processors unless told. The result is the same to the last bit whatever their number.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;

    internal LogisticOptions Checked()
    {
        HazardOption.Check(Ridge >= 0 && double.IsFinite(Ridge), nameof(Ridge), Ridge, "0 or more and finite");
        HazardOption.Check(Enum.IsDefined(RidgeUnit), nameof(RidgeUnit), RidgeUnit, "one of the enumeration");
        HazardOption.Check(MaxIterations >= 1, nameof(MaxIterations), MaxIterations, "1 or more");
        HazardOption.Check(MaxThreads >= 1, nameof(MaxThreads), MaxThreads, "1 or more");
        return this;
    }
}
