namespace CrmKit.Cadence;

/// <summary>When to get in touch with people who may never have bought anything, so that no relationship cools below its tier's target.</summary>
/// <remarks>
/// <para>
/// The warmth R(t) = 0.9^(t/S) begins anew with any sign of the person; t counts customer-local days. S starts with the tier's, grows with every day on which a good reply came
/// (a reply, or feedback in the upper half of its scale) and shrinks with every contact that nothing came back to in <see cref="WarmthOptions.AnswerDays"/>, within stated bounds.
/// Only promotional and relationship contacts ask for an answer.
/// </para>
/// <para>
/// A contact is due when R reaches the target. One that went unanswered does not begin R anew; the next waits, counted from it, for the days that R takes to the target, longer by
/// <see cref="WarmthOptions.WaitFactor"/> for each contact in a row, and never before the answer has been awaited: later and later, and never a flood.
/// </para>
/// <para>The decision follows from the set of events and the day alone: any order of them gives the same bytes, and nothing runs at night. O(n log n) in the events. Thread-safe.</para>
/// </remarks>
public sealed class WarmthPolicy
{
    /// <summary>In columns: nothing happened yet, or no contact is due in the calendar.</summary>
    public const int Never = int.MaxValue;

    private static readonly int LastDay = DayNumber.From(LocalDate.MaxIsoValue);

    private readonly WarmthOptions _options;

    /// <summary>Creates the policy.</summary>
    /// <param name="options">How relationships cool.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public WarmthPolicy(WarmthOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options, options.AnswerDays, 0, 366, "An answer is awaited for 0 to 366 days.");
        Check(options, options.GoodReplyFactor, 1, 100, "A good reply multiplies the stability by 1 to 100.");
        Check(options, options.SilenceFactor, double.Epsilon, 1, "An unanswered contact multiplies the stability by more than 0 and at most 1.");
        Check(options, options.MinStabilityDays, WarmthOptions.LeastStability, WarmthOptions.MostStability, "The least stability is 0.01 to 36500 days.");
        Check(options, options.MaxStabilityDays, options.MinStabilityDays, WarmthOptions.MostStability, "The greatest stability is no less than the least and at most 36500 days.");
        Check(options, options.WaitFactor, 1, 100, "The wait grows by a factor of 1 to 100.");
        Check(options, options.MaxWaitDays, options.AnswerDays + 1, 3660, "The longest wait is longer than the days in which an answer is awaited, and at most 3660 days.");
        _options = options;
    }

    /// <summary>Decides on a day.</summary>
    /// <param name="tier">The tier.</param>
    /// <param name="history">What happened; what lies after the day does not count.</param>
    /// <param name="today">The customer-local day; one ahead is decided as if nothing more happened until then.</param>
    public WarmthDecision Decide(WarmthTier tier, RelationshipHistory history, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(tier);
        ArgumentNullException.ThrowIfNull(history);
        var trace = new WarmthTrace(history, today, _options);
        if (trace.RestartedAt is not { } restarted)
        {
            return new WarmthDecision(tier, IsDue: false, new Reason(WarmthReasons.Unknown, ReasonArgument.Of("tier", tier.Name)));
        }

        var stability = trace.Stability(tier.Stability, DayNumber.From(today));
        var days = Period.DaysBetween(trace.Since, today);
        var dueDay = DueDay(tier.Target, StandingOf(tier, trace));
        LocalDate? due = dueDay == Never ? null : DayNumber.ToDate(dueDay);
        var decision = new WarmthDecision(tier, due <= today, new Reason(WarmthReasons.Unknown))
        {
            RestartedAt = restarted,
            Since = trace.Since,
            Days = days,
            StabilityDays = stability,
            Value = Warmth.At(days, stability),
            Unanswered = trace.Unanswered,
            Due = due,
        };
        return decision with { Reason = Why(decision) };
    }

    /// <summary>What the next due day of a person follows from. It changes with events alone.</summary>
    /// <param name="tier">The tier.</param>
    /// <param name="history">What happened; what lies after the day does not count.</param>
    /// <param name="today">The customer-local day.</param>
    public WarmthStanding StandingOf(WarmthTier tier, RelationshipHistory history, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(tier);
        ArgumentNullException.ThrowIfNull(history);
        return StandingOf(tier, new WarmthTrace(history, today, _options));
    }

    /// <summary>The due days of many people of one tier.</summary>
    /// <remarks>As <see cref="Decide"/> has them. O(n).</remarks>
    /// <param name="tier">The tier.</param>
    /// <param name="standings">The people.</param>
    /// <param name="dueDays">Takes a day for each, as <see cref="DayNumber"/> has it; <see cref="Never"/> where none is due in the calendar.</param>
    /// <exception cref="ArgumentException">There is not one place for each day.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stability is not above 0 and finite.</exception>
    public void DueDays(WarmthTier tier, ReadOnlySpan<WarmthStanding> standings, Span<int> dueDays)
    {
        ArgumentNullException.ThrowIfNull(tier);
        if (standings.Length != dueDays.Length)
        {
            throw new ArgumentException($"{standings.Length} people have {standings.Length} days; there is room for {dueDays.Length}.", nameof(dueDays));
        }

        for (var i = 0; i < standings.Length; i++)
        {
            dueDays[i] = DueDay(tier.Target, standings[i]);
        }
    }

    // As if nothing more came: by the day on which it matters every contact made so far has been answered or not.
    private static WarmthStanding StandingOf(WarmthTier tier, WarmthTrace trace) => trace.RestartedAt is null
        ? new WarmthStanding(Never, tier.Stability, 0, 0)
        : new WarmthStanding(
            DayNumber.From(trace.Since),
            trace.Stability(tier.Stability, int.MaxValue),
            trace.Unanswered,
            trace.LastUnanswered is { } last ? DayNumber.From(last) : 0);

    private int DueDay(double target, in WarmthStanding standing)
    {
        if (standing.Since == Never)
        {
            return Never;
        }

        var cooled = Warmth.WholeDaysUntil(target, standing.StabilityDays);
        var due = (double)standing.Since + cooled;
        if (standing.Unanswered > 0)
        {
            var wait = Math.Min(Math.Ceiling(cooled * Math.Pow(_options.WaitFactor, standing.Unanswered)), _options.MaxWaitDays);
            due = Math.Max(due, standing.LastUnanswered + Math.Max(wait, _options.AnswerDays + 1));
        }

        return due <= LastDay ? (int)due : Never;
    }

    private static Reason Why(WarmthDecision decision)
    {
        var terms = ImmutableArray.Create(
            ReasonArgument.Of("tier", decision.Tier.Name),
            ReasonArgument.Of("warmth", Math.Round(decision.Value, 4)),
            ReasonArgument.Of("target", decision.Tier.Target),
            ReasonArgument.Of("days", decision.Days),
            ReasonArgument.Of("since", decision.Since!.Value),
            ReasonArgument.Of("stability", Math.Round(decision.StabilityDays, 2)),
            ReasonArgument.Of("unanswered", decision.Unanswered));
        return new Reason(decision.IsDue ? WarmthReasons.Due : WarmthReasons.NotDue, decision.Due is { } due ? terms.Add(ReasonArgument.Of("due", due)) : terms);
    }

    private static void Check(WarmthOptions options, double value, double least, double most, string range)
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentOutOfRangeException(nameof(options), value, range);
        }
    }
}
