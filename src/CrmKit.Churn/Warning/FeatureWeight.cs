namespace CrmKit.Churn;

/// <summary>What a feature adds to the log-odds of leaving: weight times (value - centre) / scale, or a term of its own where the value is unknown.</summary>
/// <remarks>A value further than <see cref="Reach"/> scales from the centre counts as one at that distance, so that no single oddity decides.</remarks>
/// <param name="Feature">The feature.</param>
/// <param name="Centre">The value that adds nothing.</param>
/// <param name="Scale">The standard deviation of its values, above 0.</param>
/// <param name="Weight">By how much one scale raises the log-odds, calibrated.</param>
/// <param name="WhenUnknown">What is added where the value is unknown, calibrated.</param>
/// <param name="Status">How much the weight rests on data.</param>
public sealed record FeatureWeight(Feature Feature, double Centre, double Scale, double Weight, double WhenUnknown, EstimateStatus Status)
{
    /// <summary>Scales from the centre beyond which a value counts no further.</summary>
    public const double Reach = 4;

    /// <summary>Standard error of the weight, beliefs included; of a Fitted one the usual standard error, nearly.</summary>
    public double StandardError { get; init; }

    /// <summary>Rows learned from in which the value was known.</summary>
    public long KnownRows { get; init; }

    /// <summary>What a value adds to the log-odds.</summary>
    /// <param name="value">The value; <c>null</c> or not a number where it is unknown.</param>
    public double Term(double? value) => Rule.Term(value ?? double.NaN);

    internal TermRule Rule => TermRule.Linear(Centre, Scale, Weight, WhenUnknown);
}
