namespace CrmKit.Churn;

/// <summary>The plain rule that an early warning must beat: the overall rate of leaving, or one rate below a level of one feature and another from it on.</summary>
/// <param name="Rate">Share of all customers learned from who left, with what was believed of it.</param>
public sealed record NaiveRule(double Rate)
{
    /// <summary>The feature; <c>null</c> where the rule is the overall rate alone.</summary>
    public string? Feature { get; init; }

    /// <summary>The level from which on the rule warns.</summary>
    public double Level { get; init; }

    /// <summary>Share of those below the level who left.</summary>
    public double RateBelow { get; init; } = Rate;

    /// <summary>Share of those from the level on who left.</summary>
    public double RateFrom { get; init; } = Rate;

    /// <summary>Share of those of whom the feature is not known who left.</summary>
    public double RateUnknown { get; init; } = Rate;

    // The rule of the overall rate, and that of the feature shrunk to it; null where there is no such feature.
    internal static (NaiveRule Overall, NaiveRule? Stepped) Learn(FeatureTable table, ReadOnlySpan<int> rows, EarlyWarningOptions how)
    {
        var position = how.RuleFeature is { } name ? table.IndexOf(name) : -1;
        Span<int> left = stackalloc int[3];
        Span<int> all = stackalloc int[3];
        left.Clear();
        all.Clear();
        foreach (var row in rows)
        {
            var value = position < 0 ? double.NaN : table.Column(position)[row];
            var group = double.IsNaN(value) ? 2 : value < how.RuleLevel ? 0 : 1;
            all[group]++;
            left[group] += table.Outcomes[row];
        }

        var weight = how.RateWeight;
        var rate = Share(left[0] + left[1] + left[2], all[0] + all[1] + all[2], how.Rate);
        var overall = new NaiveRule(rate);
        return (overall, position < 0 ? null : overall with
        {
            Feature = how.RuleFeature,
            Level = how.RuleLevel,
            RateBelow = Share(left[0], all[0], rate),
            RateFrom = Share(left[1], all[1], rate),
            RateUnknown = Share(left[2], all[2], rate),
        });

        double Share(int some, int whole, double believed) => (some + (weight * believed)) / (whole + weight);
    }

    internal AdditiveScore ScoreOf(ImmutableArray<Feature> features)
    {
        var rate = LogOdds(Rate);
        return new AdditiveScore(rate, [.. features.Select(feature => string.Equals(feature.Name, Feature, StringComparison.Ordinal)
            ? TermRule.Step(Level, LogOdds(RateBelow) - rate, LogOdds(RateFrom) - rate, LogOdds(RateUnknown) - rate)
            : TermRule.Linear(0, 1, 0, 0))]);
    }

    private static double LogOdds(double share) => Math.Log(share) - Math.Log(1 - share);
}
