namespace CrmKit;

/// <summary>The same share is kept at every renewal: the geometric curve.</summary>
public sealed record ConstantRetention : IRetentionCurve
{
    /// <summary>Creates a curve.</summary>
    /// <param name="rate">Share kept at each renewal, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is outside 0 to 1.</exception>
    public ConstantRetention(double rate) => Rate = rate is >= 0 and <= 1
        ? rate
        : throw new ArgumentOutOfRangeException(nameof(rate), rate, "A retention rate is 0 to 1.");

    /// <summary>Share kept at each renewal, 0 to 1.</summary>
    public double Rate { get; }

    /// <inheritdoc/>
    public double Survival(int periods)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(periods);
        return Math.Pow(Rate, periods);
    }

    /// <inheritdoc/>
    public double Retention(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        return Rate;
    }
}
