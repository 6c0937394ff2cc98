using CrmKit.Calendars;

namespace CrmKit;

/// <summary>The gates in their order. Planner and dispatcher ask the same list.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class GateList
{
    // Each pass moves the instant forward to where one gate opens; hours, days and caps alternate at most a few times.
    private const int MaxPasses = 64;

    private readonly ImmutableArray<IGate> _gates;

    /// <summary>Creates a list.</summary>
    /// <param name="gates">The gates, the first closed one decides.</param>
    public GateList(params IEnumerable<IGate> gates)
    {
        _gates = [.. gates];

        // Two gates of one rule are told in one argument: whoever reads a reason finds each name once.
        InForce = new Reason(
            ReasonCodes.RulesInForce,
            [.. _gates.GroupBy(gate => gate.Rule, StringComparer.Ordinal).Select(same => ReasonArgument.Of(same.Key, string.Join("; ", same.Select(gate => gate.Setting ?? "on"))))]);
    }

    /// <summary>The rules in their order.</summary>
    public IEnumerable<string> Rules => _gates.Select(gate => gate.Rule);

    /// <summary>The rules in force and what each is set to, as it is stored with decisions: one argument a rule, in their order.</summary>
    public Reason InForce { get; }

    /// <summary>The house's gates: contact point, suppression, consent, care, conflict, channel, quiet hours, blackout, caps, expiry; and then the program's own.</summary>
    /// <param name="options">Hours, days, channels and caps.</param>
    /// <param name="more">Gates of the program's own, asked last.</param>
    public static GateList Standard(GateOptions options, params IEnumerable<IGate> more)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new GateList(
        [
            new ContactPointGate(),
            new SuppressionGate(),
            new ConsentGate(),
            new CareGate(),
            new ConflictGate(),
            new ChannelGate(options.Channels),
            new QuietHoursGate(options.Hours ?? new DailyQuiet(options.QuietHours)),
            new BlackoutGate(options.Blackouts),
            new CapGate(options.Caps),
            new ExpiryGate(),
            .. more,
        ]);
    }

    /// <summary>The same gates but those of some rules, for questions that leave a rule open on purpose.</summary>
    /// <param name="rules">The rules to leave out.</param>
    public GateList Without(params IEnumerable<string> rules)
    {
        var left = rules.ToHashSet(StringComparer.Ordinal);
        return new GateList(_gates.Where(gate => !left.Contains(gate.Rule)));
    }

    /// <summary>The verdict of the first closed gate, or open.</summary>
    /// <param name="intent">The contact.</param>
    /// <param name="facts">What is known of the customer.</param>
    /// <param name="at">When the contact would leave.</param>
    public GateVerdict Evaluate(TouchIntent intent, GateFacts facts, Instant at)
    {
        foreach (var gate in _gates)
        {
            var verdict = gate.Evaluate(intent, facts, at);
            if (!verdict.IsOpen)
            {
                return verdict;
            }
        }

        return GateVerdict.Open;
    }

    /// <summary>What could be said at once, and where: the first of the person's contact points that the gates let pass, else the first admissible one with what closes it.</summary>
    /// <param name="candidate">The contact; before its window opens it waits.</param>
    /// <param name="facts">What is known of the customer.</param>
    /// <param name="at">When the contact would leave.</param>
    /// <returns>The contact point, <c>null</c> where none of an admissible channel is known, and the verdict.</returns>
    public (ContactPoint? Point, GateVerdict Verdict) EvaluateAnyPoint(TouchCandidate candidate, GateFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(facts);
        var opens = facts.Zone.Zone.StartOf(candidate.Window.Start);
        (ContactPoint Point, GateVerdict Verdict)? closed = null;
        foreach (var point in facts.Points.Where(point => candidate.Channels.Contains(point.Channel)))
        {
            var verdict = opens <= at
                ? Evaluate(candidate.ToIntent(point, facts), facts, at)
                : GateVerdict.Closed("window", new Reason(ReasonCodes.LaterThanDay, ReasonArgument.Of("first", opens)), Reopening.At(opens));
            if (verdict.IsOpen)
            {
                return (point, verdict);
            }

            closed ??= (point, verdict);
        }

        return closed is { } first
            ? first
            : (null, GateVerdict.Closed("contact-point", new Reason(ReasonCodes.NoContactPoint, ReasonArgument.Of("channels", string.Join(", ", candidate.Channels))), Reopening.OnNewFact));
    }

    /// <summary>The first instant at which all gates are open, or the verdict that no waiting will change.</summary>
    /// <param name="intent">The contact.</param>
    /// <param name="facts">What is known of the customer.</param>
    /// <param name="from">Where the search begins.</param>
    public GateOpening FirstOpen(TouchIntent intent, GateFacts facts, Instant from)
    {
        var verdict = Evaluate(intent, facts, from);
        var binding = verdict;
        var longest = Duration.Zero;
        for (var pass = 0; pass < MaxPasses && !verdict.IsOpen && verdict.Reopening is { Kind: ReopeningKind.Instant } later && later.Instant > from; pass++)
        {
            if (later.Instant - from > longest)
            {
                (binding, longest) = (verdict, later.Instant - from);
            }

            from = later.Instant;
            verdict = Evaluate(intent, facts, from);
        }

        return new GateOpening(from, verdict, binding);
    }

    /// <summary>As <see cref="FirstOpen"/>, but inside the hours that the person likes, where an instant before a limit lies in them.</summary>
    /// <remarks>
    /// Liked hours are a wish and no gate: one that is outside the quiet hours, or past for today, never keeps a person from hearing at all, and never moves the day.
    /// Heeded by the classes that need consent.
    /// </remarks>
    /// <param name="intent">The contact.</param>
    /// <param name="facts">What is known of the customer.</param>
    /// <param name="from">Where the search begins.</param>
    /// <param name="before">The limit, such as the end of the day that is planned.</param>
    public GateOpening FirstLiked(TouchIntent intent, GateFacts facts, Instant from, Instant before)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(facts);
        var first = FirstOpen(intent, facts, from);
        if (facts.PreferredHours is not { } liked || !TouchClassRules.NeedsConsent(intent.Class))
        {
            return first;
        }

        var zone = facts.Zone.Zone;
        var disliked = QuietHours.Between(liked.Until, liked.From);
        var opening = first;
        for (var pass = 0; pass < MaxPasses && opening.Verdict.IsOpen && opening.At < before; pass++)
        {
            var at = disliked.FirstAllowed(opening.At, zone);
            if (at == opening.At)
            {
                return opening with { HeldBy = first.HeldBy };
            }

            opening = FirstOpen(intent, facts, at);
        }

        return first;
    }
}
