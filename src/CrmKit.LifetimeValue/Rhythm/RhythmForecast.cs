using CrmKit.Numerics;

namespace CrmKit.LifetimeValue;

/// <summary>The rhythm of one customer and the distribution of the next purchase, given the silence until a day.</summary>
/// <remarks>
/// Said of a customer who is still one; only <see cref="ProbabilityOfReturn"/> reckons with those who have left. A gap of so many whole days is taken as that exact
/// time. Probabilities and times are right to 1e-10 relative, where the chance is 1e-4 or more; to some 1e-15 of a chance below. Some ten microseconds to create, some hundred a quantile. Immutable and thread-safe.
/// </remarks>
public sealed class RhythmForecast
{
    // The standard error of a mean of ten random gaps is a third of it; below that the segment still counts.
    private const int FittedFromGaps = 10;

    // What is divided by where a purchase so soon is too unlikely for a double to tell.
    private const double LeastChance = -double.Epsilon;

    private readonly RhythmSegment _segment;
    private readonly GapMixture _gaps;
    private readonly double _logSilent;

    // 1 less the share of those, among the silent, who would still be so at the end of what is asked about, negated: -1 without an end.
    private readonly double _lessLater = -1;

    internal RhythmForecast(RhythmSegment segment, RhythmState state, LocalDate asOf)
    {
        if (state.PurchaseDays == 0)
        {
            throw new ArgumentException("A customer who has not bought yet has no rhythm.", nameof(state));
        }

        if (asOf < state.LastPurchase)
        {
            throw new ArgumentOutOfRangeException(nameof(asOf), asOf, $"Observation cannot end before the last purchase, {state.LastPurchase}.");
        }

        _segment = segment;
        _gaps = new GapMixture(segment, state);
        State = state;
        AsOf = asOf;
        ElapsedDays = state.Seasons.OpenDaysBetween(state.LastPurchase, asOf);
        _logSilent = _gaps.LogSurvival(ElapsedDays);
    }

    private RhythmForecast(RhythmForecast whole, double lessLater)
    {
        (_segment, _gaps, _logSilent, _lessLater) = (whole._segment, whole._gaps, whole._logSilent, lessLater);
        (State, AsOf, ElapsedDays) = (whole.State, whole.AsOf, whole.ElapsedDays);
    }

    /// <summary>The customer's gaps.</summary>
    public RhythmState State { get; }

    /// <summary>Last day observed.</summary>
    public LocalDate AsOf { get; }

    /// <summary>Open days since the last purchase, 0 or more.</summary>
    public int ElapsedDays { get; }

    /// <summary>Typical gap in open days, above 0: the inverse of the expected number of purchases a day, from the customer's gaps and the segment's.</summary>
    public double MeanGapDays => _gaps.MeanGap;

    /// <summary>k, geometric mean of what the customer's gaps and the segment say of it: 1 for purchases at random, above 1 for regular ones.</summary>
    public double Regularity => _gaps.Regularity;

    /// <summary>Chance that a customer of this rhythm would have bought by now, 0 to 1: near 1 is overdue. It never falls as time goes by.</summary>
    public double OverdueScore => -SpecialFunctions.Expm1(_logSilent);

    /// <summary>Chance that the customer is still one, and so buys again, 0 to 1.</summary>
    public double ProbabilityOfReturn
    {
        get
        {
            // Bayes on the last purchase: stayed with chance (b + n)/(a + b + n), and silent since.
            var staying = Math.Log((_segment.B + State.Gaps) / _segment.A) + _logSilent;
            return SpecialFunctions.Logistic(staying);
        }
    }

    /// <summary>Prior without a gap, Fitted from ten gaps on, else Pooled.</summary>
    public EstimateStatus Status => State.Gaps switch
    {
        0 => EstimateStatus.Prior,
        < FittedFromGaps => EstimateStatus.Pooled,
        _ => EstimateStatus.Fitted,
    };

    /// <summary>The same forecast, given that the next purchase comes by a day: for campaigns that end, and for comparing with what was observed for a time only.</summary>
    /// <param name="day">The day, after <see cref="AsOf"/>, with an open day up to it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no open day until then.</exception>
    public RhythmForecast GivenPurchaseBy(LocalDate day)
    {
        var elapsed = day <= AsOf ? ElapsedDays : State.Seasons.OpenDaysBetween(State.LastPurchase, day);
        return elapsed > ElapsedDays
            ? new(this, Math.Clamp(SpecialFunctions.Expm1(_gaps.LogSurvival(elapsed) - _logSilent), _lessLater, LeastChance))
            : throw new ArgumentOutOfRangeException(nameof(day), day, $"There is no open day after {AsOf} until then.");
    }

    /// <summary>Chance that the next purchase has come by a day.</summary>
    /// <param name="day">The day; 0 is the answer for days until <see cref="AsOf"/>.</param>
    /// <returns>0 to 1.</returns>
    public double ProbabilityBy(LocalDate day)
    {
        if (day <= AsOf)
        {
            return 0;
        }

        var later = SpecialFunctions.Expm1(_gaps.LogSurvival(State.Seasons.OpenDaysBetween(State.LastPurchase, day)) - _logSilent);
        return Math.Min(1, later / _lessLater);
    }

    /// <summary>The time from <see cref="AsOf"/> by which the customer has bought with a given chance.</summary>
    /// <param name="probability">The chance, between 0 and 1.</param>
    /// <returns>Open days, above 0; <c>null</c> where no double holds them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The chance is not between 0 and 1.</exception>
    public double? OpenDaysUntil(double probability)
    {
        ModelDomain.Probability(probability, nameof(probability));
        return _gaps.LogTimeUntil(ElapsedDays, -SpecialFunctions.Log1p(probability * _lessLater)) is { } log ? Math.Exp(log) : null;
    }

    /// <summary>The day by which the customer has bought with a given chance.</summary>
    /// <param name="probability">The chance, between 0 and 1.</param>
    /// <returns>The nearest open day, after <see cref="AsOf"/>; <c>null</c> beyond the calendar.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The chance is not between 0 and 1.</exception>
    public LocalDate? Day(double probability)
    {
        const int LongestCalendar = 10_000_000;
        if (OpenDaysUntil(probability) is not { } ahead || ahead > LongestCalendar)
        {
            return null;
        }

        var days = Math.Max(1, (int)Math.Round(ahead));
        return State.Seasons.AddOpenDays(AsOf, days);
    }

    /// <summary>The days between which the next purchase falls with a given chance, half of the rest on either side.</summary>
    /// <param name="level">The chance, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The chance is not between 0 and 1.</exception>
    public RhythmWindow Window(double level)
    {
        ModelDomain.Probability(level, nameof(level));
        return new(level, Day((1 - level) / 2), Day((1 + level) / 2));
    }

    /// <summary>The rhythm part of an outlook.</summary>
    /// <param name="level">Chance that the next purchase falls in the window, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The chance is not between 0 and 1.</exception>
    public RhythmOutlook Outlook(double level)
    {
        var window = Window(level);
        return new(MeanGapDays, Regularity, level, window.Start, window.End, OverdueScore, Status) { ProbabilityAlive = ProbabilityOfReturn, Reasons = [.. Reasons()] };
    }

    private IEnumerable<Reason> Reasons()
    {
        yield return State.Gaps == 0
            ? new Reason(RhythmReasons.Segment)
            : new Reason(RhythmReasons.OwnGaps, ReasonArgument.Of("gaps", State.Gaps), ReasonArgument.Of("mean-gap", (double)State.GapDays / State.Gaps));
        yield return new Reason(RhythmReasons.Silence, ReasonArgument.Of("days", ElapsedDays), ReasonArgument.Of("last", State.LastPurchase));
        var closed = Period.DaysBetween(State.LastPurchase, AsOf) - ElapsedDays;
        if (closed > 0)
        {
            yield return new Reason(RhythmReasons.ClosedDays, ReasonArgument.Of("days", closed));
        }

        if (State.IsStale)
        {
            yield return new Reason(RhythmReasons.Stale);
        }
    }
}
