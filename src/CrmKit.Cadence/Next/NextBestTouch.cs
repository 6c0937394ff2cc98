namespace CrmKit.Cadence;

/// <summary>Ranks what could be done now for one person: by expected uplift times value, less what it costs and what it risks, under the gates. Doing nothing is one of the candidates.</summary>
/// <remarks>
/// <para>
/// A candidate of value V wins the share u of it over silence, so that it is worth u V, less the cost of its channel and less (n + 1) p S: p the chance that one contact drives a person
/// away, n the contacts of the last days, S what the person is worth (the outlook's expected value). All of it is whole minor units, so that the terms add up to the score exactly.
/// </para>
/// <para>What is owed comes first, whatever it is worth; then by score, ties by reason and occurrence. Pure and thread-safe.</para>
/// </remarks>
public sealed class NextBestTouch
{
    // Sums of a few terms stay within a long.
    private const double Most = long.MaxValue / 8;

    private readonly GateList _gates;
    private readonly NextTouchOptions _options;

    /// <summary>Creates a ranking.</summary>
    /// <param name="gates">The gates, the same that planner and dispatcher ask.</param>
    /// <param name="options">What is known of the effect of contacts.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public NextBestTouch(GateList gates, NextTouchOptions options)
    {
        ArgumentNullException.ThrowIfNull(gates);
        _gates = gates;
        _options = NextTouchOptions.Checked(options);
    }

    /// <summary>Ranks the candidates of one person and doing nothing.</summary>
    /// <param name="candidates">What could be said, each key once.</param>
    /// <param name="outlook">What is expected of the person; its value is what a contact risks.</param>
    /// <param name="facts">What is known of the person.</param>
    /// <param name="now">The instant.</param>
    /// <returns>The best first; what the gates hold back comes after doing nothing, and says by which gate.</returns>
    /// <exception cref="ArgumentException">A candidate is another person's, or comes twice.</exception>
    public ImmutableArray<RankedTouch> Rank(IEnumerable<TouchCandidate> candidates, CustomerOutlook outlook, GateFacts facts, Instant now)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(outlook);
        ArgumentNullException.ThrowIfNull(facts);
        var pressure = Pressure(outlook, facts, now);
        var keys = new HashSet<TouchKey>();
        var ranked = new List<RankedTouch> { new(Candidate: null, Point: null, Score: 0, GateVerdict.Open, [new Reason(NextReasons.Nothing)]) };
        foreach (var candidate in candidates)
        {
            if (candidate.Key.Customer != facts.Customer || !keys.Add(candidate.Key))
            {
                throw new ArgumentException($"Candidates are of one person and come once; {candidate.Key.Reason} {candidate.Key.Occurrence} is not.", nameof(candidates));
            }

            ranked.Add(Weigh(candidate, pressure, facts, now));
        }

        return [.. ranked
            .OrderBy(Place)
            .ThenByDescending(touch => touch.Score)
            .ThenBy(touch => touch.IsNothing ? 0 : 1)
            .ThenBy(touch => touch.Candidate?.Key.Reason, StringComparer.Ordinal)
            .ThenBy(touch => touch.Candidate?.Key.Occurrence, StringComparer.Ordinal)];
    }

    private static int Place(RankedTouch touch) => touch.IsOwed ? 0 : touch.Verdict.IsOpen ? 1 : 2;

    private RankedTouch Weigh(TouchCandidate candidate, Reason? pressure, GateFacts facts, Instant now)
    {
        var (point, verdict) = _gates.EvaluateAnyPoint(candidate, facts, now);
        var terms = ImmutableArray.CreateBuilder<Reason>();
        if (candidate.IsCommitment)
        {
            terms.Add(new Reason(NextReasons.Owed));
        }

        terms.Add(Win(candidate));
        if (point is { } chosen && _options.Costs.GetValueOrDefault(chosen.Channel) is > 0 and var cost)
        {
            terms.Add(new Reason(NextReasons.Cost, ReasonArgument.Of("channel", chosen.Channel.ToString().ToLowerInvariant()), ReasonArgument.Of("points", -Math.Min(cost, (long)Most))));
        }

        if (pressure is not null && TouchClassRules.CountsInCap(candidate.Class))
        {
            terms.Add(pressure);
        }

        return new RankedTouch(candidate, point, terms.Sum(PointsOf), verdict, terms.ToImmutable());
    }

    private Reason Win(TouchCandidate candidate)
    {
        var measured = _options.Uplifts.TryGetValue(candidate.Key.Reason, out var limits);
        var uplift = measured ? limits.Estimate : _options.BelievedUplift;
        var points = ReasonArgument.Of("points", Whole(uplift * candidate.Value));
        var value = ReasonArgument.Of("value", candidate.Value);
        return measured
            ? new Reason(NextReasons.Measured, ReasonArgument.Of("uplift", uplift), ReasonArgument.Of("lower", limits.Lower), ReasonArgument.Of("upper", limits.Upper), ReasonArgument.Of("level", limits.Level), value, points)
            : new Reason(NextReasons.Believed, ReasonArgument.Of("uplift", uplift), value, points);
    }

    private Reason? Pressure(CustomerOutlook outlook, GateFacts facts, Instant now)
    {
        var atStake = ValueInMinorUnits.Of(outlook.Value);
        if (_options.OptOutChance == 0 || atStake == 0)
        {
            return null;
        }

        var zone = facts.Zone.Zone;
        var first = now.InZone(zone).Date.PlusDays(1 - _options.PressureDays);
        var contacts = facts.Contacts.Count(contact => contact.At <= now && TouchClassRules.CountsInCap(contact.Class) && contact.At.InZone(zone).Date >= first);
        var chance = Math.Min(1, _options.OptOutChance * (contacts + 1));
        return new Reason(
            NextReasons.Pressure,
            ReasonArgument.Of("contacts", contacts),
            ReasonArgument.Of("days", _options.PressureDays),
            ReasonArgument.Of("chance", chance),
            ReasonArgument.Of("at-stake", atStake),
            ReasonArgument.Of("points", Whole(-chance * atStake)));
    }

    private static long PointsOf(Reason term) => term["points"] is { } points ? long.Parse(points, CultureInfo.InvariantCulture) : 0;

    private static long Whole(double points) => (long)Math.Round(Math.Clamp(points, -Most, Most));
}
