namespace CrmKit.Cadence;

/// <summary>How warm a relationship still is, some days after the two sides last had to do with each other.</summary>
/// <remarks>
/// R(t) = 0.9^(t / S): 1 at once, 0.9 after S days, and never below 0. S is the stability, the days that it takes to lose a tenth. The form is that of forgetting curves
/// (Wozniak 1995, two components of memory), read the other way: who is not heard of is forgotten. Pure functions, finite for any days and any stability.
/// </remarks>
public static class Warmth
{
    // ln 0.9; exp(t / S ln 0.9) is the power, without the rounding of 0.9 to a double raised with it.
    private const double LogOfKept = -0.105360515657826301;

    /// <summary>The warmth after some days.</summary>
    /// <param name="days">Days since the last two-way interaction, 0 or more and finite.</param>
    /// <param name="stability">Stability in days, above 0 and finite.</param>
    /// <returns>0 to 1: 1 at 0 days.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The days are below 0, the stability is not above 0, or either is not finite.</exception>
    public static double At(double days, double stability)
    {
        if (!(days >= 0 && double.IsFinite(days)))
        {
            throw new ArgumentOutOfRangeException(nameof(days), days, "Days are 0 or more and finite.");
        }

        CheckStability(stability);

        // A quotient that overflows is a warmth of 0, as it is in the limit.
        return Math.Exp(days / stability * LogOfKept);
    }

    /// <summary>After how many days the warmth reaches a target: S ln(target) / ln(0.9).</summary>
    /// <param name="target">The target, above 0 and below 1.</param>
    /// <param name="stability">Stability in days, above 0 and finite.</param>
    /// <returns>Days, 0 or more and finite; the largest double where they are more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target is not between 0 and 1, or the stability is not above 0 and finite.</exception>
    public static double DaysUntil(double target, double stability)
    {
        CheckTarget(target);
        CheckStability(stability);
        return Math.Min(stability * (Math.Log(target) / LogOfKept), double.MaxValue);
    }

    /// <summary>The first whole day, 1 or later, on which the warmth has reached a target.</summary>
    /// <remarks>Days that miss a whole one by less than a part in 10^12 count as that one: rounding is no reason for another day.</remarks>
    /// <param name="target">The target, above 0 and below 1.</param>
    /// <param name="stability">Stability in days, above 0 and finite.</param>
    /// <returns>Days, 1 or more; <see cref="int.MaxValue"/> where they are more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The target is not between 0 and 1, or the stability is not above 0 and finite.</exception>
    public static int WholeDaysUntil(double target, double stability) =>
        (int)Math.Clamp(Math.Ceiling(DaysUntil(target, stability) * (1 - 1e-12)), 1, int.MaxValue);

    internal static void CheckTarget(double target)
    {
        if (!(target is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(target), target, "The target of a tier lies above 0 and below 1.");
        }
    }

    private static void CheckStability(double stability)
    {
        if (!(stability > 0 && double.IsFinite(stability)))
        {
            throw new ArgumentOutOfRangeException(nameof(stability), stability, "A stability is above 0 days and finite.");
        }
    }
}
