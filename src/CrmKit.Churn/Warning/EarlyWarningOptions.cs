namespace CrmKit.Churn;

/// <summary>What is believed before any data, and how an early warning is fitted and tried.</summary>
public sealed record EarlyWarningOptions
{
    internal static readonly EarlyWarningOptions Default = new();

    /// <summary>Share of customers believed to leave within the horizon before any has, between 0 and 1; 0.2 unless told.</summary>
    public double Rate { get; init; } = 0.2;

    /// <summary>How many customers' outcomes that belief weighs as much as, above 0 and finite; 5 unless told.</summary>
    public double RateWeight { get; init; } = 5;

    /// <summary>Standard deviation of what is believed of each weight about <see cref="FeaturePrior.Weight"/>, above 0 and finite; 0.5 unless told. The larger, the sooner data overrule the beliefs.</summary>
    public double WeightDeviation { get; init; } = 0.5;

    /// <summary>Standard deviation of what is believed of the slope of the calibration about 1, above 0 and finite; 0.5 unless told. Of its shift about 0 a fifth of that.</summary>
    public double CalibrationDeviation { get; init; } = 0.5;

    /// <summary>Groups of customers, drawn by a stable hash, each of which is foretold from the others for the calibration, 2 to 20; 5 unless told.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Origins at most from which the past is foretold to try the model against the rules, 1 to 50; 5 unless told.</summary>
    public int Origins { get; init; } = 5;

    /// <summary>So many who left and so many who stayed must have been foretold before the trial says anything, 1 or more; 10 unless told. Until then the model is used untried.</summary>
    public int LeastForetold { get; init; } = 10;

    /// <summary>The feature of the plain rule that the model must beat, beside the overall rate; <c>rhythm-overdue</c> unless told. <c>null</c>, or a name that the table lacks, for none.</summary>
    public string? RuleFeature { get; init; } = "rhythm-overdue";

    /// <summary>The level of that feature from which on the rule warns, finite; 0.95 unless told.</summary>
    public double RuleLevel { get; init; } = 0.95;

    /// <summary>Newton steps at most, 1 or more; 100 unless told.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>Threads that share the work, 1 or more; all processors unless told. The result is the same to the last bit whatever their number.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;

    internal EarlyWarningOptions Checked()
    {
        HazardOption.Check(Rate is > 0 and < 1, nameof(Rate), Rate, "between 0 and 1");
        HazardOption.Check(RateWeight > 0 && double.IsFinite(RateWeight), nameof(RateWeight), RateWeight, "above 0 and finite");
        HazardOption.Check(WeightDeviation > 0 && double.IsFinite(WeightDeviation), nameof(WeightDeviation), WeightDeviation, "above 0 and finite");
        HazardOption.Check(CalibrationDeviation > 0 && double.IsFinite(CalibrationDeviation), nameof(CalibrationDeviation), CalibrationDeviation, "above 0 and finite");
        HazardOption.Check(Folds is >= 2 and <= 20, nameof(Folds), Folds, "2 to 20");
        HazardOption.Check(Origins is >= 1 and <= 50, nameof(Origins), Origins, "1 to 50");
        HazardOption.Check(LeastForetold >= 1, nameof(LeastForetold), LeastForetold, "1 or more");
        HazardOption.Check(double.IsFinite(RuleLevel), nameof(RuleLevel), RuleLevel, "finite");
        HazardOption.Check(MaxIterations >= 1, nameof(MaxIterations), MaxIterations, "1 or more");
        HazardOption.Check(MaxThreads >= 1, nameof(MaxThreads), MaxThreads, "1 or more");
        return this;
    }
}
