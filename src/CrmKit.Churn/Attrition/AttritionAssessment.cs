namespace CrmKit.Churn;

/// <summary>Says of customers without a contract whether they have left: P(alive) from their outlooks, and beside it a fixed window and their own rhythm.</summary>
/// <remarks>Pure, thread-safe; no model is seen, only what an outlook says.</remarks>
public sealed class AttritionAssessment
{
    private readonly AttritionOptions _options;

    /// <summary>Creates an assessment.</summary>
    /// <param name="options">Window, level and preference.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public AttritionAssessment(AttritionOptions? options = null) => _options = (options ?? AttritionOptions.Default).Checked();

    /// <summary>Assesses one customer.</summary>
    /// <param name="outlook">What the engines say of the customer.</param>
    /// <param name="lastPurchase">Day of the last purchase; <c>null</c> where it is not known, so that no window is.</param>
    /// <returns>The attrition part; <c>null</c> where the outlook has neither a value nor a rhythm part, for then nothing is known.</returns>
    public AttritionOutlook? Assess(CustomerOutlook outlook, LocalDate? lastPurchase = null)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        if (Chance(outlook) is not var (alive, source, status, reason))
        {
            return null;
        }

        var reasons = ImmutableArray.CreateBuilder<Reason>(3);
        reasons.Add(reason);
        bool? byWindow = null;
        if (lastPurchase is { } day)
        {
            var silence = Math.Max(0, Period.DaysBetween(day, outlook.AsOf));
            byWindow = silence >= _options.WindowDays;
            reasons.Add(new Reason(AttritionReasons.Window, ReasonArgument.Of("days", silence), ReasonArgument.Of("window", _options.WindowDays)));
        }

        bool? byRhythm = null;
        if (outlook.Rhythm is { } rhythm)
        {
            byRhythm = rhythm.OverdueScore >= _options.OverdueLevel;
            reasons.Add(new Reason(AttritionReasons.Overdue, ReasonArgument.Of("overdue", rhythm.OverdueScore), ReasonArgument.Of("level", _options.OverdueLevel)));
        }

        return new AttritionOutlook(1 - alive, source, status) { LeftByWindow = byWindow, LeftByRhythm = byRhythm, Reasons = reasons.ToImmutable() };
    }

    /// <summary>The same outlook with its attrition part filled; unchanged where nothing is known.</summary>
    /// <param name="outlook">What the engines say of the customer.</param>
    /// <param name="lastPurchase">Day of the last purchase; <c>null</c> where it is not known.</param>
    public CustomerOutlook Fill(CustomerOutlook outlook, LocalDate? lastPurchase = null)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        return Assess(outlook, lastPurchase) is { } attrition ? outlook with { Attrition = attrition } : outlook;
    }

    private (double Alive, AttritionSource Source, EstimateStatus Status, Reason Reason)? Chance(CustomerOutlook outlook)
    {
        var preferRhythm = _options.Prefer == AttritionSource.Rhythm;
        return preferRhythm && outlook.Rhythm is { } first ? OfRhythm(first)
            : outlook.Value is { } value ? OfValue(value)
            : outlook.Rhythm is { } rhythm ? OfRhythm(rhythm)
            : null;
    }

    private static (double Alive, AttritionSource Source, EstimateStatus Status, Reason Reason) OfValue(ValueOutlook value) => (
        Math.Clamp(value.ProbabilityAlive, 0, 1),
        AttritionSource.Value,
        value.Status,
        new Reason(AttritionReasons.ByValue, ReasonArgument.Of("alive", value.ProbabilityAlive)));

    private (double Alive, AttritionSource Source, EstimateStatus Status, Reason Reason) OfRhythm(RhythmOutlook rhythm)
    {
        var alive = rhythm.ProbabilityAlive ?? Staying(rhythm.OverdueScore);
        return (
            Math.Clamp(alive, 0, 1),
            AttritionSource.Rhythm,
            rhythm.ProbabilityAlive is null ? EstimateStatus.Prior : rhythm.Status,
            new Reason(AttritionReasons.ByRhythm, ReasonArgument.Of("alive", alive), ReasonArgument.Of("overdue", rhythm.OverdueScore)));
    }

    // Bayes on the last purchase: stayed with chance p, and silent since, or left.
    private double Staying(double overdue)
    {
        var stayed = _options.StayingAfterPurchase * (1 - overdue);
        return stayed / (stayed + (1 - _options.StayingAfterPurchase));
    }
}
