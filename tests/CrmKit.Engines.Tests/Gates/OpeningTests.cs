using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

/// <summary>Every gate says when it opens, and means the first instant.</summary>
public sealed class OpeningTests
{
    private static readonly Gen<(GateFacts Facts, GateOptions Options, TouchIntent Intent, Instant At)> Cases =
        from facts in GateGenerators.Facts
        from options in GateGenerators.Options
        from intent in GateGenerators.Intents
        from at in Generated.NearInstants
        select (facts, options, intent, at);

    public static TheoryData<string> Rules => [.. GateList.Standard(new GateOptions()).Rules];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Gate_is_open_at_the_instant_that_it_names_and_at_no_whole_minute_before(string rule) => Law.Holds(Cases, given =>
    {
        var gate = Only(rule, given.Options);
        var verdict = gate.Evaluate(given.Intent, given.Facts, given.At);
        Assert.Equal(verdict, gate.Evaluate(given.Intent, given.Facts, given.At));
        if (verdict.IsOpen)
        {
            Assert.Same(GateVerdict.Open, verdict);
            return;
        }

        Assert.Equal(rule, verdict.Rule);

        // Closed for good, or until a new fact: no minute of the spring passes.
        var isTimed = verdict.Reopening.Kind == ReopeningKind.Instant;
        var until = isTimed ? verdict.Reopening.Instant : given.At + Duration.FromDays(60);
        Assert.True(until > given.At);
        foreach (var minute in Minutes(given.At, until))
        {
            Assert.False(gate.Evaluate(given.Intent, given.Facts, minute).IsOpen, $"{rule} is open at {minute}, before {until}");
        }

        Assert.True(!isTimed || gate.Evaluate(given.Intent, given.Facts, until).IsOpen, $"{rule} is not open at {until}");
    }, tests: 150);

    [Fact]
    public void All_gates_together_are_open_at_the_instant_found_and_at_no_whole_minute_before() => Law.Holds(Cases, given =>
    {
        var gates = GateList.Standard(given.Options);
        var (at, verdict, _) = gates.FirstOpen(given.Intent, given.Facts, given.At);
        Assert.Equal(verdict.IsOpen, gates.Evaluate(given.Intent, given.Facts, at).IsOpen);
        Assert.True(at >= given.At);
        foreach (var minute in Minutes(given.At, verdict.IsOpen ? at : given.At + Duration.FromDays(60)))
        {
            Assert.False(gates.Evaluate(given.Intent, given.Facts, minute).IsOpen, $"open at {minute}, before {at}");
        }
    }, tests: 150);

    [Fact]
    public void Every_gate_closes_in_these_cases_and_some_open_later()
    {
        var seen = new HashSet<(string, ReopeningKind)>();
        Law.Holds(Cases, given =>
        {
            foreach (var rule in GateList.Standard(given.Options).Rules)
            {
                var verdict = Only(rule, given.Options).Evaluate(given.Intent, given.Facts, given.At);
                if (!verdict.IsOpen)
                {
                    seen.Add((rule, verdict.Reopening.Kind));
                }
            }
        }, tests: 1500);
        string[] timed = ["blackout", "cap", "care", "conflict", "quiet-hours"];
        Assert.Equal(timed, seen.Where(item => item.Item2 == ReopeningKind.Instant).Select(item => item.Item1).Order(StringComparer.Ordinal));
        string[] byFact = ["blackout", "cap", "care", "channel", "conflict"];
        Assert.Equal(byFact, seen.Where(item => item.Item2 == ReopeningKind.NewFact).Select(item => item.Item1).Order(StringComparer.Ordinal));
        string[] never = ["channel", "expiry"];
        Assert.Equal(never, seen.Where(item => item.Item2 == ReopeningKind.Never).Select(item => item.Item1).Order(StringComparer.Ordinal));
    }

    private static GateList Only(string rule, GateOptions options)
    {
        var all = GateList.Standard(options);
        return all.Without(all.Rules.Where(other => other != rule));
    }

    // Each minute of the first and last two hours, and between them one in 61, so that every minute of the hour comes up.
    private static IEnumerable<Instant> Minutes(Instant from, Instant until)
    {
        var edge = Duration.FromHours(2);
        for (var minute = from; minute < until; minute += Duration.FromMinutes(minute - from < edge || until - minute < edge + Duration.FromMinutes(61) ? 1 : 61))
        {
            yield return minute;
        }
    }
}
