using CrmKit.Calendars;
using NodaTime.TimeZones;

namespace CrmKit.Scheduling;

/// <summary>The state of one planning: facts that grow with every contact placed, room left in the day, decisions taken.</summary>
internal sealed class DayBook
{
    private readonly ContactPlannerOptions _options;
    private readonly LocalDate _day;
    private readonly Reason _inForce;
    private readonly Dictionary<CustomerId, GateFacts> _facts;
    private readonly List<PlannedTouch> _touches = [];
    private readonly List<PlanDecision> _decisions = [];
    private int _onDay;

    public DayBook(IReadOnlyCollection<PlanningCase> cases, LocalDate day, ContactPlannerOptions options, Reason inForce)
    {
        OpenCandidates.CheckCustomers(cases);
        _day = day;
        _inForce = inForce;
        _options = options;
        var dayStart = options.BusinessZone.StartOf(day);
        DayEnd = options.BusinessZone.StartOf(day.PlusDays(1));
        _facts = new Dictionary<CustomerId, GateFacts>(cases.Count);
        foreach (var item in cases)
        {
            _facts.Add(item.Facts.Customer, item.Facts);
            _onDay += options.DayLimit.IsNone ? 0 : CountOn(item.Facts.Contacts) + CountOn(item.Facts.Commitments);
        }

        int CountOn(ImmutableArray<ContactRecord> contacts) => contacts.Count(contact => contact.At >= dayStart && contact.At < DayEnd);
    }

    public Instant DayEnd { get; }

    public GateFacts FactsOf(CustomerId customer) => _facts[customer];

    public bool HasRoomFor(TouchCandidate candidate) => candidate.IsCommitment || _onDay < _options.DayLimit.Max;

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
