namespace CrmKit.Cadence;

/// <summary>When a person is to be contacted next by a business profile: the base interval times recency, value, risk and the person's own rhythm, within bounds.</summary>
/// <remarks>
/// <para>
/// Due days are counted from the anchor, the day on which either side was last active: the first an interval after it, each other an interval after the one before. The
/// interval is that of the band in which the person is when it begins. No due day depends on the day on which it is asked for, and the window of each ends where the next
/// begins: after any downtime exactly one is open, so that nobody is forgotten and nobody is flooded.
/// </para>
/// <para>
/// All else equal, nobody waits a shorter interval for having bought longer ago, nor a longer one for being worth more. A part of the outlook that is not known is a factor
/// of 1 and says so. Immutable and thread-safe.
/// </para>
/// </remarks>
public sealed class CadencePolicy
{
    /// <summary>Creates the policy.</summary>
    /// <param name="profile">The profile.</param>
    /// <exception cref="ArgumentException">The profile breaks a rule; the message names the field, as the text form does, and what is admissible.</exception>
    public CadencePolicy(BusinessProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (ProfileCheck.Fault(profile) is { } fault)
        {
            throw new ArgumentException(fault.ToString(), nameof(profile));
        }

        Profile = profile;
        Table = new IntervalTable(profile);
    }

    /// <summary>The profile.</summary>
    public BusinessProfile Profile { get; }

    internal IntervalTable Table { get; }

    /// <summary>The window that is open on a day, or the first where none has been.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="today">The customer-local day.</param>
    /// <returns>The decision; <c>null</c> where neither side was ever heard of, or the window lies beyond the calendar.</returns>
    public CadenceDecision? Decide(CustomerSnapshot customer, LocalDate today) => CadenceFacts.Of(customer) is { } facts ? Decide(facts, today) : null;

    /// <summary>The window that is open on a day, or the first where none has been.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="today">The customer-local day.</param>
    /// <returns>The decision; <c>null</c> where the window lies beyond the calendar.</returns>
    public CadenceDecision? Decide(CadenceFacts facts, LocalDate today)
    {
        var walk = WalkOf(facts);
        var (before, due, number) = walk.Until(CivilNumbers.Of(facts.Anchor), CivilNumbers.Of(today));
        if (due > CivilNumbers.Last)
        {
            return null;
        }

        var start = CivilNumbers.DayOf((int)due);
        var window = new DateInterval(start, CivilNumbers.DayOrLast(due + walk.StepFrom(due) - 1));
        var band = walk.BandOn(due);
        return new CadenceDecision(
            facts.Anchor,
            (int)number,
            window,
            band < 0 ? Profile.Bands.NeverBought : Profile.Bands.Bought[band],
            IntervalFrom(facts, CivilNumbers.DayOf((int)before)),
            today >= start);
    }

    /// <summary>The interval that begins on a day.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="day">The day on which it begins, not before the last purchase.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day lies before the last purchase.</exception>
    public CadenceInterval IntervalFrom(CadenceFacts facts, LocalDate day)
    {
        if (day < facts.LastPurchase)
        {
            throw new ArgumentOutOfRangeException(nameof(day), "An interval begins on the day of the last purchase or later.");
        }

        var walk = WalkOf(facts);
        var from = CivilNumbers.Of(day);
        var band = walk.BandOn(from);
        var rhythm = walk.RhythmFactorFrom(from);
        var product = walk.ProductFrom(from) * rhythm;
        return new CadenceInterval(day, Table.Days(product), band < 0 ? Profile.Bands.NeverBought.Name : Profile.Bands.Bought[band].Name, product)
        {
            Terms = [.. IntervalTerms.Of(Profile, Table, facts, band, day, rhythm)],
            Bounds = IntervalTerms.Bounds(Profile, product),
        };
    }

    private DueWalk WalkOf(CadenceFacts facts) => new(
        Table,
        facts.LastPurchase is { } bought ? CivilNumbers.Of(bought) : null,
        Table.TierFactor(Table.TierOf(IntervalTerms.Worth(Profile, facts))),
        Table.RiskFactor(facts.ProbabilityLeft ?? double.NaN, facts.ProbabilityOfLeaving ?? double.NaN),
        facts.WindowStart is { } window ? CivilNumbers.Of(window) : null);
}
