namespace CrmKit.Reports;

/// <summary>How many people have heard nothing for how long.</summary>
/// <param name="People">How many people in each of <see cref="From"/>, the last without an end.</param>
/// <param name="Never">How many people never heard anything.</param>
/// <param name="BoundDays">The days of silence that the business does not want to exceed; <c>null</c> for none.</param>
/// <param name="BeyondBound">How many people have been silent to for longer than that, or for ever.</param>
public sealed record SilenceSpread(ImmutableArray<int> People, int Never, int? BoundDays, int BeyondBound)
{
    /// <summary>The days of silence from which each bar counts: a week, two, a month, two, a quarter, half a year, a year.</summary>
    public static ImmutableArray<int> From { get; } = [0, 7, 14, 30, 60, 90, 180, 365];

    /// <summary>Counts people.</summary>
    /// <param name="days">For each person the days since the last contact, 0 or more; <c>null</c> where there was none.</param>
    /// <param name="boundDays">The days of silence not to exceed; <c>null</c> for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below zero.</exception>
    public static SilenceSpread Of(IEnumerable<int?> days, int? boundDays = null)
    {
        ArgumentNullException.ThrowIfNull(days);
        ArgumentOutOfRangeException.ThrowIfNegative(boundDays ?? 0, nameof(boundDays));
        var people = new int[From.Length];
        var (never, beyond) = (0, 0);
        foreach (var silence in days)
        {
            beyond += boundDays is { } bound && !(silence <= bound) ? 1 : 0;
            if (silence is not { } known)
            {
                never++;
                continue;
            }

            ArgumentOutOfRangeException.ThrowIfNegative(known, nameof(days));
            people[From.Count(first => first <= known) - 1]++;
        }

        return new SilenceSpread([.. people], never, boundDays, beyond);
    }

    /// <summary>Value equality, counts compared one by one.</summary>
    /// <param name="other">The other spread.</param>
    public bool Equals(SilenceSpread? other) => other is not null
        && (Never, BoundDays, BeyondBound) == (other.Never, other.BoundDays, other.BeyondBound)
        && People.AsSpan().SequenceEqual(other.People.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Never, BoundDays, BeyondBound, People.Length);
}
