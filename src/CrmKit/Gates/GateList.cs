namespace CrmKit;

/// <summary>The gates in their order. Planner and dispatcher ask the same list.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class GateList
{
    // Each pass moves the instant forward to where one gate opens; quiet hours and cap alternate at most a few times.
    private const int MaxPasses = 64;

    private readonly ImmutableArray<IGate> _gates;

    /// <summary>Creates a list.</summary>
    /// <param name="gates">The gates, the first closed one decides.</param>
    public GateList(params IEnumerable<IGate> gates) => _gates = [.. gates];

    /// <summary>The rules in their order.</summary>
    public IEnumerable<string> Rules => _gates.Select(gate => gate.Rule);

    /// <summary>The house's gates: contact point, suppression, consent, care, quiet hours, cap, expiry; and then the program's own.</summary>
    /// <param name="options">Quiet hours and cap.</param>
    /// <param name="more">Gates of the program's own, asked last.</param>
    public static GateList Standard(GateOptions options, params IEnumerable<IGate> more)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new GateList(
            [new ContactPointGate(), new SuppressionGate(), new ConsentGate(), new CareGate(), new QuietHoursGate(options.QuietHours), new CapGate(options.Cap), new ExpiryGate(), .. more]);
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
}
