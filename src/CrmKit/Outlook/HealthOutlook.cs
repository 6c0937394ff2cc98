namespace CrmKit;

/// <summary>How well a relationship stands, from what both sides did and left undone.</summary>
/// <param name="Score">The sum of the points of <see cref="Terms"/>, in their order; 0 for a relationship of which nothing is known, and above it for a good one.</param>
/// <param name="Trend">The score less what it was at <see cref="TrendDays"/> days before, on what had happened by then.</param>
/// <param name="TrendDays">The days that the trend looks back, 1 or more.</param>
/// <param name="Status">Prior where nothing has happened yet, Fitted otherwise: nothing is taken from other customers.</param>
public sealed record HealthOutlook(double Score, double Trend, int TrendDays, EstimateStatus Status)
{
    /// <summary>What the score is made of, a term a signal, in the order of the signals; signals without any event are left out.</summary>
    public ImmutableArray<HealthTerm> Terms
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Value equality, terms compared in order.</summary>
    /// <param name="other">The other outlook.</param>
    public bool Equals(HealthOutlook? other) => other is not null
        && Score.Equals(other.Score)
        && Trend.Equals(other.Trend)
        && TrendDays == other.TrendDays
        && Status == other.Status
        && Terms.AsSpan().SequenceEqual(other.Terms.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Score, Trend, TrendDays, Status, Terms.Length);
}
