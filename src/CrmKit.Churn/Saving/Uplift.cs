namespace CrmKit.Churn;

/// <summary>What an offer changed: the share of customers who stayed because of it.</summary>
public static class Uplift
{
    /// <summary>The difference of the two shares with its interval.</summary>
    /// <remarks>
    /// Newcombe (1998), Statistics in Medicine 17, 873-890, method 10: the two Wilson intervals put together. It holds the true difference about as often as its level says at any
    /// counts, and lies within -1 and 1. It is meant for one look, at the planned end: for looks in between ask an <see cref="UpliftTrial"/>.
    /// </remarks>
    /// <param name="counts">The outcomes.</param>
    /// <param name="level">Confidence, between 0 and 1; 0.95 unless told.</param>
    /// <returns><c>null</c> where one of the groups is empty, for then nothing can be said.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count or the level is outside its range.</exception>
    public static ConfidenceLimits? Of(TrialCounts counts, double level = 0.95)
    {
        if (level is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A level is between 0 and 1.");
        }

        if (counts.Checked() is not { TreatedShare: { } treated, HeldOutShare: { } held })
        {
            return null;
        }

        var (one, other) = (WilsonLimits.Of(counts.TreatedKept, counts.Treated, level), WilsonLimits.Of(counts.HeldOutKept, counts.HeldOut, level));
        var difference = treated - held;
        var lower = difference - double.Hypot(treated - one.Lower, other.Upper - held);
        var upper = difference + double.Hypot(one.Upper - treated, held - other.Lower);
        return new ConfidenceLimits(Math.Max(-1, lower), difference, Math.Min(1, upper), level);
    }
}
