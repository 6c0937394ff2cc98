using CrmKit.Calendars;
using NodaTime.TimeZones;

namespace CrmKit.Scheduling;

/// <summary>The state of one planning: facts that grow with every contact placed, room left in the day, decisions taken.</summary>
internal sealed class DayBook
{
    private readonly ContactPlannerOptions _options;
    private readonly LocalDate _day;
    private readonly Reason _inForce;
    private readonly IReadOnlyCollection<PlanningCase> _cases;
    private readonly Dictionary<CustomerId, GateFacts> _facts;
    private readonly List<PlannedTouch> _touches = [];
    private readonly List<PlanDecision> _decisions = [];
    private int _onDay;

    public DayBook(IReadOnlyCollection<PlanningCase> cases, LocalDate day, ContactPlannerOptions options, Reason inForce)
    {
        _cases = cases;
        _day = day;
        _inForce = inForce;
        _options = options;
        var dayStart = options.BusinessZone.StartOf(day);
        DayEnd = options.BusinessZone.StartOf(day.PlusDays(1));
        _facts = new Dictionary<CustomerId, GateFacts>(cases.Count);
        foreach (var item in cases)
        {
            if (!_facts.TryAdd(item.Facts.Customer, item.Facts))
            {
                // A customer's id stays out: it may be an address.
                throw new ArgumentException($"The customer of case {_facts.Count + 1} comes twice: hand in one case per customer.", nameof(cases));
            }

            _onDay += item.Facts.Contacts.Concat(item.Facts.Commitments).Count(contact => contact.At >= dayStart && contact.At < DayEnd);
        }
    }

    public Instant DayEnd { get; }

    public GateFacts FactsOf(CustomerId customer) => _facts[customer];

    public bool HasRoomFor(TouchCandidate candidate) => candidate.IsCommitment || _onDay < _options.DayLimit.Max;

    /// <summary>Open candidates: commitments first, then by value; ties by the seed.</summary>
    public IEnumerable<TouchCandidate> InOrder()
    {
        var open = new List<(TouchCandidate Candidate, ulong Tie)>();
        foreach (var item in _cases)
        {
            foreach (var candidate in item.Candidates)
            {
                if (candidate.Key.Customer != item.Facts.Customer)
                {
                    throw new InvalidOperationException($"A candidate with the reason {candidate.Key.Reason} belongs to another customer than its case.");
                }

                if (!item.Facts.Decided.Contains(candidate.Key))
                {
                    open.Add((candidate, TieBreak.Rank(_options.Seed, candidate.Key)));
                }
            }
        }

        // A source that looks at both local days of one business day may name an effect twice; it is one effect, and which of the two
        // stands for it must not depend on the order of input.
        return open
            .OrderByDescending(entry => entry.Candidate.IsCommitment)
            .ThenByDescending(entry => entry.Candidate.Value)
            .ThenBy(entry => entry.Tie)
            .ThenBy(entry => entry.Candidate.Key.ToString(), StringComparer.Ordinal)
            .ThenBy(entry => entry.Candidate.Window.Start)
            .ThenBy(entry => entry.Candidate.Window.End)
            .ThenBy(entry => entry.Candidate.Class)
            .ThenBy(entry => entry.Candidate.Reason.ToString(), StringComparer.Ordinal)
            .ThenBy(entry => entry.Candidate.Purpose.ToString(), StringComparer.Ordinal)
            .ThenBy(entry => string.Join(',', entry.Candidate.Channels), StringComparer.Ordinal)
            .Select(entry => entry.Candidate)
            .DistinctBy(candidate => candidate.Key);
    }

    public void Record(TouchCandidate candidate, Judgement judgement)
    {
        var facts = FactsOf(candidate.Key.Customer);
        _decisions.Add(new PlanDecision
        {
            Key = candidate.Key,
            Outcome = judgement.Outcome,
            ProposedBecause = candidate.Reason,
            DecidedBecause = judgement.Reason,
            Rule = judgement.Rule,
            OpensAt = judgement.OpensAt,
            DecidedAt = facts.ReadAt,
            FactsVersion = facts.FactsVersion,
            ZoneDataVersion = TzdbDateTimeZoneSource.Default.VersionId,
            PolicyVersion = _options.PolicyVersion,
            InForce = _inForce,
            ReliedOn = DecisionFacts.Of(facts, judgement.Judged, judgement.JudgedAt),
        });
        if (judgement.Intent is not { } intent)
        {
            return;
        }

        _onDay++;
        _touches.Add(new PlannedTouch(intent, candidate.Reason, judgement.SendAt, facts.Zone, candidate.Value));

        // The next candidate of this customer meets a promised contact.
        var promised = new ContactRecord(intent.Key, judgement.SendAt, intent.Class, intent.Point.Channel) { Kind = intent.Kind };
        _facts[candidate.Key.Customer] = facts with { Commitments = facts.Commitments.Add(promised) };
    }

    public ContactPlan ToPlan() => new(
        _day,
        [.. _touches.OrderBy(touch => touch.SendAt).ThenByDescending(touch => touch.Value).ThenBy(touch => touch.Intent.Key.ToString(), StringComparer.Ordinal)],
        [.. _decisions.OrderBy(decision => decision.Key.ToString(), StringComparer.Ordinal)]);
}
