namespace CrmKit.Churn;

public sealed partial class SurvivalCurve
{
    // In binary a product such as 7/8 6/7 4/6 misses a half by a digit.
    private const double SameShare = 1.4901161193847656e-8;

    /// <summary>The time by which half have left.</summary>
    public Lifetime Median => Quantile(0.5);

    /// <summary>The time by which a share has left.</summary>
    /// <param name="share">p, between 0 and 1.</param>
    /// <returns>
    /// The first time with S(t) at most 1 - p; where S is 1 - p over a whole step, the middle of the step. At least <see cref="LastTime"/> where so many never leave in the data.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public Lifetime Quantile(double share)
    {
        CheckShare(share);
        return Crossing(1 - share, step => _survival[step]);
    }

    /// <summary>The time by which a share has left, with the times at which the limits of the curve come down as far.</summary>
    /// <param name="share">p, between 0 and 1.</param>
    /// <param name="level">Confidence, between 0 and 1; 0.95 unless told.</param>
    /// <param name="scale">Where the limits of the curve are symmetric; <see cref="LimitScale.LogLog"/> unless told.</param>
    /// <param name="kind">The standard error they rest on; <see cref="ErrorKind"/> unless told.</param>
    /// <returns>The limits (Brookmeyer and Crowley 1982).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share or the level is not between 0 and 1, or there is no such error.</exception>
    public LifetimeLimits QuantileLimits(double share, double level = 0.95, LimitScale scale = LimitScale.LogLog, SurvivalErrorKind? kind = null)
    {
        CheckShare(share);
        var (z, variances) = (NormalWidth(level), RelativeVariances(kind));
        return new LifetimeLimits(
            Crossing(1 - share, step => Limits(step, level, z, scale, variances)?.Lower),
            Crossing(1 - share, step => _survival[step]),
            Crossing(1 - share, step => Limits(step, level, z, scale, variances)?.Upper),
            level);
    }

    private static void CheckShare(double share)
    {
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is between 0 and 1.");
        }
    }

    // Where a falling column first comes down to a height; steps without a value are passed over.
    private Lifetime Crossing(double height, Func<int, double?> column)
    {
        double? known = null;
        var end = 0.0;
        for (var i = 0; i < _survival.Length; i++)
        {
            if (column(i) is not { } value)
            {
                continue;
            }

            if (value <= height + SameShare)
            {
                return Lifetime.Finite(Math.Abs(value - height) < SameShare ? (_table.Times[i] + LevelUntil(i, value, column)) / 2 : _table.Times[i]);
            }

            known = value;
            end = i + 1 < _survival.Length ? _table.Times[i + 1] : _table.Times[i];
        }

        return known is null ? Lifetime.NotIdentified : Lifetime.Restricted(end);
    }

    // The time at which a column next falls, or the last time.
    private double LevelUntil(int step, double value, Func<int, double?> column)
    {
        for (var i = step + 1; i < _survival.Length; i++)
        {
            if (column(i) is { } next && next < value - SameShare)
            {
                return _table.Times[i];
            }
        }

        return LastTime;
    }
}
