namespace CrmKit.Cadence;

/// <summary>People whose last purchase lies about as long ago, how often they are contacted, and what there is to say to them.</summary>
/// <param name="Name">The name: 1 to 50 lower-case letters, digits and hyphens.</param>
/// <param name="BelowDays">The first number of days since the last purchase that is not in the band any more, 1 or more; <c>null</c> for the last band, and for people who never bought.</param>
/// <param name="Factor">What the base interval is multiplied by. 0.01 to 100.</param>
/// <param name="Contents">What there is to say, in the order of rotation. One at least may always be said: it has no condition, and no topic that may rest.</param>
public sealed record RecencyBand(string Name, int? BelowDays, double Factor, ImmutableArray<BandContent> Contents)
{
    /// <summary>Value equality, contents compared in order.</summary>
    /// <param name="other">The other band.</param>
    public bool Equals(RecencyBand? other) => other is not null
        && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && BelowDays == other.BelowDays
        && Factor.Equals(other.Factor)
        && Contents.AsSpan().SequenceEqual(other.Contents.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, BelowDays, Factor);
}
