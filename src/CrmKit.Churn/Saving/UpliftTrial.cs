using CrmKit.Numerics;

namespace CrmKit.Churn;

/// <summary>A trial of an offer against a hold-out that may be looked at every day without fooling oneself.</summary>
/// <remarks>
/// The interval is the always-valid one of the mixture sequential probability ratio test (Robbins 1970; Johari, Koomen, Pekelis and Walsh 2017, eq. 7) with the
/// normal approximation of both shares: over all looks together, however many, it leaves the true difference out with a chance of at most 1 - level. It is wider than
/// <see cref="Uplift.Of"/>, the price of looking early. Each share is shrunk by one kept and one lost customer in its variance, and no verdict is given
/// before both groups have 30 customers, and twenty who stayed and twenty who left each, so that the approximation holds also where nearly all stay and few are held out. Immutable and thread-safe.
/// </remarks>
public sealed class UpliftTrial
{
    private const long LeastPerGroup = 30;
    private const long LeastOfEitherKind = 20;

    private readonly double _level;
    private readonly double _mixing;

    /// <summary>Plans a trial.</summary>
    /// <param name="customersPerGroup">Customers planned in each group, 1 or more; see <see cref="CustomersNeeded"/>.</param>
    /// <param name="hopedUplift">The difference of the shares that one hopes for, above 0 and at most 1: the interval is narrowest about it.</param>
    /// <param name="level">Confidence, between 0 and 1; 0.95 unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public UpliftTrial(long customersPerGroup, double hopedUplift, double level = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(customersPerGroup, 1);
        CheckShare(hopedUplift, nameof(hopedUplift), open: false);
        CheckShare(level, nameof(level), open: true);
        (CustomersPerGroup, _level, _mixing) = (customersPerGroup, level, hopedUplift * hopedUplift);
    }

    /// <summary>Customers planned in each group.</summary>
    public long CustomersPerGroup { get; }

    /// <summary>Customers that each group needs so that an uplift is found with a given chance in one look at the end.</summary>
    /// <remarks>Two shares, two-sided, by the normal approximation without pooling (Fleiss, Levin and Paik 2003, eq. 4.14 without correction).</remarks>
    /// <param name="keptWithout">Share that stays without the offer, between 0 and 1.</param>
    /// <param name="uplift">The difference to be found, above 0, at most 1 - <paramref name="keptWithout"/>.</param>
    /// <param name="power">Chance to find it, between 0 and 1; 0.8 unless told.</param>
    /// <param name="level">Confidence, between 0 and 1; 0.95 unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static long CustomersNeeded(double keptWithout, double uplift, double power = 0.8, double level = 0.95)
    {
        CheckShare(keptWithout, nameof(keptWithout), open: true);
        CheckShare(power, nameof(power), open: true);
        CheckShare(level, nameof(level), open: true);
        if (!(uplift > 0 && uplift <= 1 - keptWithout))
        {
            throw new ArgumentOutOfRangeException(nameof(uplift), uplift, "The uplift must be above 0, and both shares together at most 1.");
        }

        var with = keptWithout + uplift;
        var z = SpecialFunctions.NormalQuantile((1 + level) / 2) + SpecialFunctions.NormalQuantile(power);
        var needed = z * z * ((keptWithout * (1 - keptWithout)) + (with * (1 - with))) / (uplift * uplift);
        return (long)Math.Min(Math.Ceiling(Math.Max(1, needed)), 1e18);
    }

    /// <summary>What the outcomes so far let say.</summary>
    /// <param name="counts">The outcomes so far.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is outside its range.</exception>
    public UpliftLook Look(TrialCounts counts)
    {
        var (treatedMissing, heldMissing) = (Missing(counts.Checked().Treated), Missing(counts.HeldOut));
        var missing = treatedMissing > long.MaxValue - heldMissing ? long.MaxValue : treatedMissing + heldMissing;
        if (counts is not { TreatedShare: { } treated, HeldOutShare: { } held })
        {
            return new UpliftLook(UpliftVerdict.TooEarly, null, missing);
        }

        var difference = treated - held;
        var variance = Variance(counts.TreatedKept, counts.Treated) + Variance(counts.HeldOutKept, counts.HeldOut);
        var half = Math.Sqrt(variance * (variance + _mixing) / _mixing * (Math.Log((variance + _mixing) / variance) - (2 * Math.Log(1 - _level))));
        var limits = new ConfidenceLimits(Math.Max(-1, difference - half), difference, Math.Min(1, difference + half), _level);
        var verdict = !IsEnough(counts.Treated, counts.TreatedKept) || !IsEnough(counts.HeldOut, counts.HeldOutKept) ? UpliftVerdict.TooEarly
            : limits.Lower > 0 ? UpliftVerdict.Works
            : limits.Upper < 0 ? UpliftVerdict.Harms
            : missing > 0 ? UpliftVerdict.TooEarly
            : UpliftVerdict.NoEffectFound;
        return new UpliftLook(verdict, limits, missing);
    }

    private long Missing(long customers) => Math.Max(0, CustomersPerGroup - customers);

    private static bool IsEnough(long all, long kept) => all >= LeastPerGroup && Math.Min(kept, all - kept) >= LeastOfEitherKind;

    private static double Variance(long kept, long all)
    {
        var share = (kept + 1d) / (all + 2d);
        return share * (1 - share) / all;
    }

    private static void CheckShare(double value, string name, bool open)
    {
        if (!(value > 0 && (open ? value < 1 : value <= 1)))
        {
            throw new ArgumentOutOfRangeException(name, value, open ? "The value must be between 0 and 1." : "The value must be above 0 and at most 1.");
        }
    }
}
