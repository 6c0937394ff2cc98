namespace CrmKit.LifetimeValue;

/// <summary>The sufficient statistic of the gaps between one customer's purchases: their number, sum and sum of logarithms, in open days, and the last purchase.</summary>
/// <remarks>
/// <para>
/// Immutable; <c>default</c> is a customer who has not bought yet, open every day. Purchases of one day are one. A gap between two purchases counts as one open day or more,
/// so that a purchase inside a closed season is no gap of zero.
/// </para>
/// <para>
/// What cannot be told from a sufficient statistic, a late arrival or a return, marks the state as stale: rebuild the customer with
/// <see cref="From(IEnumerable{LocalDate}, ClosedSeasons?)"/> from the timeline, net of returns (see <see cref="PurchaseSummaryBuilder"/>). Applied in order, purchases give what a rebuild gives, to the last bit.
/// </para>
/// </remarks>
public readonly record struct RhythmState
{
    private const double UnitsPerOne = 1L << 42;

    // Sum of logarithms in units of 2^-42, an integer, so that the order of summation leaves no trace.
    private readonly long _logUnits;
    private readonly ClosedSeasons? _seasons;

    private RhythmState(ClosedSeasons? seasons, int purchases, LocalDate last, int gapDays, long logUnits, bool isStale)
    {
        // One form for open every day, so that equal states are equal.
        _seasons = seasons is { IsAlwaysOpen: false } ? seasons : null;
        PurchaseDays = purchases;
        LastPurchase = last;
        GapDays = gapDays;
        _logUnits = logUnits;
        IsStale = isStale;
    }

    /// <summary>Days with a purchase, 0 or more.</summary>
    public int PurchaseDays { get; }

    /// <summary>n: gaps between purchases, 0 or more.</summary>
    public int Gaps => Math.Max(0, PurchaseDays - 1);

    /// <summary>Sum of the gaps in open days, 0 or more.</summary>
    public int GapDays { get; }

    /// <summary>Sum of the natural logarithms of the gaps in open days, 0 or more.</summary>
    public double SumLogGapDays => _logUnits / UnitsPerOne;

    /// <summary>Day of the last purchase; meaningless where <see cref="PurchaseDays"/> is 0.</summary>
    public LocalDate LastPurchase { get; }

    /// <summary>Whether something was applied that only a rebuild can take in: a late arrival or a return.</summary>
    public bool IsStale { get; }

    /// <summary>The days that are taken out of elapsed time.</summary>
    public ClosedSeasons Seasons => _seasons ?? ClosedSeasons.None;

    /// <summary>A customer who has not bought yet.</summary>
    /// <param name="seasons">The days that are taken out of elapsed time.</param>
    public static RhythmState Before(ClosedSeasons seasons)
    {
        ArgumentNullException.ThrowIfNull(seasons);
        return new(seasons, 0, default, 0, 0, isStale: false);
    }

    /// <summary>Rebuilds a state from days with a purchase, net of returns.</summary>
    /// <param name="days">The days, in any order; repeated ones are one.</param>
    /// <param name="seasons">The days that are taken out of elapsed time; none unless told.</param>
    public static RhythmState From(IEnumerable<LocalDate> days, ClosedSeasons? seasons = null)
    {
        ArgumentNullException.ThrowIfNull(days);
        return days.Order().Aggregate(Before(seasons ?? ClosedSeasons.None), (state, day) => state.Apply(day));
    }

    /// <summary>The state that a summary of purchases holds already, open every day.</summary>
    /// <param name="summary">The summary.</param>
    /// <exception cref="ArgumentException">The summary is <c>default</c>.</exception>
    public static RhythmState From(PurchaseSummary summary) => summary.Customer == default
        ? throw new ArgumentException("This is default(PurchaseSummary): summarise purchases.", nameof(summary))
        : new(null, summary.RepeatPurchases + 1, summary.LastPurchase, summary.RecencyDays, summary.LogGapUnits, isStale: false);

    /// <summary>The state after an event of the customer's timeline; allocates nothing.</summary>
    /// <param name="item">The event. Purchases count; a return makes the state stale; anything else leaves it as it is.</param>
    public RhythmState Apply(TimelineEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item switch
        {
            Purchase purchase => Apply(purchase.Day),
            PurchaseReturn => Stale(),
            _ => this,
        };
    }

    /// <summary>The state after a purchase; allocates nothing.</summary>
    /// <param name="day">The day of the purchase. One before the last purchase makes the state stale.</param>
    public RhythmState Apply(LocalDate day)
    {
        if (PurchaseDays == 0)
        {
            return new(_seasons, 1, day, 0, 0, IsStale);
        }

        if (day <= LastPurchase)
        {
            return day == LastPurchase ? this : Stale();
        }

        var gap = Math.Max(1, Seasons.OpenDaysBetween(LastPurchase, day));
        return new(_seasons, PurchaseDays + 1, day, GapDays + gap, _logUnits + (long)Math.Round(Math.Log(gap) * UnitsPerOne), IsStale);
    }

    private RhythmState Stale() => new(_seasons, PurchaseDays, LastPurchase, GapDays, _logUnits, isStale: true);
}
