namespace CrmKit.Churn;

/// <summary>How many touches a sale takes, from one's own leads: a survival curve whose time is the number of touches. Immutable and thread-safe.</summary>
/// <remarks>
/// <para>
/// Leads that are still open, and those that were lost, leave the curve after their last touch (they are censored): their further touches were never made.
/// The curve therefore tells what touches sell to people who are touched on; where leads are given up because they would not have bought, it promises too much
/// for late touches. What was sold of all leads is <see cref="Sold"/> over <see cref="Leads"/>.
/// </para>
/// <para>The curve is that of Kaplan and Meier (1958), its limits those of Greenwood on the scale ln(-ln S).</para>
/// </remarks>
public sealed class TouchesToSale
{
    /// <summary>Most touches that a lead may have had.</summary>
    public const int MaxTouches = 100_000;

    // A product of quotients misses a share by a few digits of the last place.
    private const double SameShare = 1e-12;

    // For each number of touches the leads that had so many or more, and those sold after just so many.
    private readonly long[] _reached;
    private readonly long[] _sold;
    private readonly ConfidenceLimits[] _shares;

    private TouchesToSale(long[] sold, long[] unsold, long lost, double level)
    {
        (_sold, Level) = (sold, level);
        _reached = new long[sold.Length];
        var reached = 0L;
        for (var touches = sold.Length - 1; touches >= 0; touches--)
        {
            reached += sold[touches] + unsold[touches];
            _reached[touches] = reached;
        }

        (Leads, Sold, Lost) = (reached, sold.Sum(), lost);
        Curve = CurveOf(sold, unsold);
        _shares = new ConfidenceLimits[sold.Length];
        for (var touches = 0; touches < sold.Length; touches++)
        {
            _shares[touches] = Share(touches);
        }
    }

    /// <summary>Confidence of all limits, between 0 and 1.</summary>
    public double Level { get; }

    /// <summary>Number of leads.</summary>
    public long Leads { get; }

    /// <summary>Leads that became a sale.</summary>
    public long Sold { get; }

    /// <summary>Leads that were lost.</summary>
    public long Lost { get; }

    /// <summary>Leads that are open.</summary>
    public long Open => Leads - Sold - Lost;

    /// <summary>Leads that bought before any touch.</summary>
    public long SoldUntouched => _sold.Length == 0 ? 0 : _sold[0];

    /// <summary>The most touches that any lead had; about further ones the data say nothing.</summary>
    public int LastTouch => Math.Max(0, _sold.Length - 1);

    /// <summary>The share that has not bought after so many touches.</summary>
    public SurvivalCurve Curve { get; }

    /// <summary>Reckons from counted leads, in time proportional to their number.</summary>
    /// <param name="leads">Leads, in any order.</param>
    /// <param name="level">Confidence of the limits, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1, or a lead has a number of touches or an outcome that cannot be; its row is named from 0.</exception>
    public static TouchesToSale Of(IEnumerable<LeadTouches> leads, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(leads);
        if (!(level is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence is between 0 and 1.");
        }

        var (sold, unsold) = (new List<long>(), new List<long>());
        var (row, lost) = (0L, 0L);
        foreach (var lead in leads)
        {
            if (lead.Touches is < 0 or > MaxTouches || !Enum.IsDefined(lead.Outcome))
            {
                throw new ArgumentOutOfRangeException(nameof(leads), string.Create(CultureInfo.InvariantCulture, $"Row {row}: a lead has 0 to {MaxTouches} touches and is open, lost or sold."));
            }

            while (sold.Count <= lead.Touches)
            {
                sold.Add(0);
                unsold.Add(0);
            }

            (lead.Outcome == LeadOutcome.Sold ? sold : unsold)[lead.Touches]++;
            lost += lead.Outcome == LeadOutcome.Lost ? 1 : 0;
            row++;
        }

        return new TouchesToSale([.. sold], [.. unsold], lost, level);
    }

    /// <summary>The share sold by a number of touches, were everybody touched so often.</summary>
    /// <param name="touches">k, 0 or more; beyond <see cref="LastTouch"/> the estimate keeps its last value, and nothing is known above it.</param>
    /// <returns>
    /// 1 - S(k) with limits. Where nothing is sold by then, the upper limit is the exact one of no sale among the leads that had k touches; where all are sold, the lower one
    /// is that of the touch before, or the exact one of all sold at once. Without leads 0, between 0 and 1.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public ConfidenceLimits ShareSoldBy(int touches)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(touches);
        return _shares.Length == 0 ? new ConfidenceLimits(0, 0, 1, Level)
            : touches <= LastTouch ? _shares[touches]
            : _shares[^1] with { Upper = 1 };
    }

    /// <summary>The touches it takes to sell a share.</summary>
    /// <param name="share">The share, between 0 and 1; a half for the median.</param>
    /// <returns>
    /// The first number of touches by which so many bought, with the first numbers by which its upper and lower limit come as far; at least <see cref="LastTouch"/> where
    /// the data end before; not identified without leads.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public LifetimeLimits TouchesUntil(double share)
    {
        if (!(share is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is between 0 and 1.");
        }

        return new LifetimeLimits(First(sold => sold.Upper >= share), First(sold => sold.Estimate >= share - SameShare), First(sold => sold.Lower >= share), Level);
    }

    /// <summary>What one more touch brings to those who did not buy after a number of touches.</summary>
    /// <param name="touches">How many they had, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public TouchYield NextTouch(int touches)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(touches);
        return touches < LastTouch ? Yield(_reached[touches + 1], _sold[touches + 1]) : default;
    }

    /// <summary>What all further touches brought together, after a number of touches.</summary>
    /// <param name="touches">How many they had, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 0.</exception>
    public TouchYield FurtherTouches(int touches)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(touches);
        var (made, sold) = (0L, 0L);
        for (var touch = LastTouch; touch > touches; touch--)
        {
            made += _reached[touch];
            sold += _sold[touch];
        }

        return Yield(made, sold);
    }

    /// <summary>The number of touches beyond which a further one brings less than a share.</summary>
    /// <remarks>
    /// Judged by all further touches together (<see cref="FurtherTouches"/>): a single touch far out was made to few people, and its share is chance. A cost of 2 for a touch
    /// and a margin of 100 for a sale, for example, ask for a share of 0.02.
    /// </remarks>
    /// <param name="share">Sales for each touch, above 0 and up to 1.</param>
    /// <returns>The first such number; at least <see cref="LastTouch"/> where touches are worth it as far as they were made; not identified where none were.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not above 0 and up to 1.</exception>
    public Lifetime LastTouchWorth(double share)
    {
        if (!(share is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is above 0 and up to 1.");
        }

        if (LastTouch == 0)
        {
            return Lifetime.NotIdentified;
        }

        var (made, sold, first) = (0L, 0L, LastTouch);
        for (var touch = LastTouch; touch > 0; touch--)
        {
            made += _reached[touch];
            sold += _sold[touch];
            first = sold < share * made ? touch - 1 : first;
        }

        return first < LastTouch ? Lifetime.Finite(first) : Lifetime.Restricted(LastTouch);
    }

    // Equal leads are one record with their number as weight.
    private static SurvivalCurve CurveOf(long[] sold, long[] unsold)
    {
        var (time, isEvent, weight) = (new List<double>(), new List<bool>(), new List<double>());
        for (var touches = 0; touches < sold.Length; touches++)
        {
            Add(touches, isSold: true, sold[touches]);
            Add(touches, isSold: false, unsold[touches]);
        }

        var records = new SurvivalRecords(time.ToArray(), isEvent.ToArray()) { Weight = weight.ToArray() };
        return new KaplanMeierEstimator().Fit(records).Curves[0];

        void Add(int touches, bool isSold, long leads)
        {
            if (leads > 0)
            {
                time.Add(touches);
                isEvent.Add(isSold);
                weight.Add(leads);
            }
        }
    }

    private ConfidenceLimits Share(int touches)
    {
        var step = Curve.StepAt(touches);
        if (step >= 0 && Curve.Limits(step, Level) is { } limits)
        {
            return new ConfidenceLimits(1 - limits.Upper, 1 - limits.Estimate, 1 - limits.Lower, Level);
        }

        var surprising = Math.Pow((1 - Level) / 2, 1.0 / _reached[touches]);
        if (step < 0 || Curve.Survival[step] > 0)
        {
            return new ConfidenceLimits(0, 0, 1 - surprising, Level);
        }

        // All at risk bought at this touch: the curve was above 0 at the touch before, if there was one.
        var before = touches == 0 ? default : _shares[touches - 1];
        return new ConfidenceLimits(before.Estimate > 0 ? before.Lower : surprising, 1, 1, Level);
    }

    private Lifetime First(Func<ConfidenceLimits, bool> isEnough)
    {
        var touches = Array.FindIndex(_shares, share => isEnough(share));
        return _shares.Length == 0 ? Lifetime.NotIdentified : touches >= 0 ? Lifetime.Finite(touches) : Lifetime.Restricted(LastTouch);
    }

    private TouchYield Yield(long touches, long sold)
    {
        if (touches == 0)
        {
            return default;
        }

        return new TouchYield(touches, sold, WilsonLimits.Of(sold, touches, Level));
    }
}
