namespace CrmKit.LifetimeValue;

/// <summary>How candidate models are compared.</summary>
public sealed record SelectionOptions
{
    /// <summary>Days that each holdout is long, 1 or more; a quarter of the days observed unless told.</summary>
    public int? HoldoutDays { get; init; }

    /// <summary>Holdouts, each right after its own calibration, 1 to 20; 3 unless told. The last one ends with the last day observed, each earlier one half a holdout sooner.</summary>
    public int Origins { get; init; } = 3;

    /// <summary>By what candidates are ranked; the root mean square error unless told, since it is least for the expectation that models give.</summary>
    public SelectionCriterion Criterion { get; init; } = SelectionCriterion.RootMeanSquareError;

    /// <summary>How each candidate is fitted.</summary>
    public FitOptions Fit { get; init; } = new();

    internal SelectionOptions Checked()
    {
        ModelDomain.Option(HoldoutDays is null or >= 1, nameof(HoldoutDays), HoldoutDays ?? 0, "1 or more");
        ModelDomain.Option(Origins is >= 1 and <= 20, nameof(Origins), Origins, "1 to 20");
        ModelDomain.Option(Enum.IsDefined(Criterion), nameof(Criterion), Criterion, "one of its members");
        return this with { Fit = Fit.Checked() };
    }
}
