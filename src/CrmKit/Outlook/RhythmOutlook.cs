namespace CrmKit;

/// <summary>How regularly a customer buys, when the next purchase is to be expected, and how overdue it is.</summary>
/// <remarks>Everything is said of a customer who is still one. Days are open days where closed seasons were taken out of elapsed time.</remarks>
/// <param name="MeanGapDays">Typical open days between two purchases, above 0.</param>
/// <param name="Regularity">1 for purchases at random, above 1 for regular ones, below 1 for purchases in bursts.</param>
/// <param name="WindowLevel">Chance that the next purchase falls in the window, between 0 and 1.</param>
/// <param name="WindowStart">First day of the window; <c>null</c> where it lies beyond the calendar.</param>
/// <param name="WindowEnd">Last day of the window; <c>null</c> where it lies beyond the calendar.</param>
/// <param name="OverdueScore">Chance that such a customer would have bought by now, 0 to 1.</param>
/// <param name="Status">How much rests on the customer's own data.</param>
public sealed record RhythmOutlook(
    double MeanGapDays,
    double Regularity,
    double WindowLevel,
    LocalDate? WindowStart,
    LocalDate? WindowEnd,
    double OverdueScore,
    EstimateStatus Status)
{
    /// <summary>Chance that the customer is still one, and so buys again, 0 to 1; <c>null</c> where nobody reckoned it.</summary>
    public double? ProbabilityAlive { get; init; }

    /// <summary>What the figures rest on.</summary>
    public ImmutableArray<Reason> Reasons { get; init; } = [];

    /// <summary>Value equality, reasons compared in order.</summary>
    /// <param name="other">The other outlook.</param>
    public bool Equals(RhythmOutlook? other) => other is not null
        && MeanGapDays.Equals(other.MeanGapDays)
        && Regularity.Equals(other.Regularity)
        && WindowLevel.Equals(other.WindowLevel)
        && WindowStart == other.WindowStart
        && WindowEnd == other.WindowEnd
        && OverdueScore.Equals(other.OverdueScore)
        && Status == other.Status
        && Nullable.Equals(ProbabilityAlive, other.ProbabilityAlive)
        && Reasons.AsSpan().SequenceEqual(other.Reasons.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MeanGapDays, Regularity, WindowLevel, WindowStart, WindowEnd, OverdueScore, Status);
}
