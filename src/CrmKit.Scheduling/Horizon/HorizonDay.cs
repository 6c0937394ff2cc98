using NodaTime.TimeZones;

namespace CrmKit.Scheduling;

/// <summary>Today inside a plan of many days: the instants are settled, and what waits for a better day or was left out gets its decision too.</summary>
internal sealed class HorizonDay(GateList gates, HorizonOptions options, LocalDate today, Instant now, HorizonReasons reasons)
{
    public ContactPlan Settle(ContactPlan plan, HorizonCase[] people, Dictionary<TouchKey, AllocatedTouch> chosen, CancellationToken cancellationToken)
    {
        var decided = plan.Decisions.Select(decision => decision.Key).ToHashSet();
        var waiting = from i in Enumerable.Range(0, people.Length)
                      from option in people[i].Options
                      where !decided.Contains(option.Candidate.Key)
                      select Decide(i, people[i], option, chosen);
        var whole = plan with { Decisions = [.. plan.Decisions.Concat(waiting).OrderBy(decision => decision.Key.ToString(), StringComparer.Ordinal)] };
        return options.Slots is { } slots ? WithSlots(whole, new SlotPlanner(slots), people, cancellationToken) : whole;
    }

    private PlanDecision Decide(int customer, HorizonCase person, HorizonOption option, Dictionary<TouchKey, AllocatedTouch> chosen)
    {
        var placed = option.IsFree
            ? chosen.TryGetValue(option.Candidate.Key, out var touch) ? (touch.Day, touch.Channel) : ((int Day, int Channel)?)null
            : person.PlaceOf(option);
        var reason = placed is { } at
            ? new Reason(
                ReasonCodes.BetterDay,
                ReasonArgument.Of("day", person.Days.BusinessDay(at.Day)),
                ReasonArgument.Of("channel", option.Points[at.Channel]!.Value.Channel.ToString()),
                ReasonArgument.Of("worth", option.Candidate.Value))
            : reasons.Of(customer, person, option);
        var facts = person.Source.Facts;
        return new PlanDecision
        {
            Key = option.Candidate.Key,
            Outcome = PlanOutcome.Deferred,
            ProposedBecause = option.Candidate.Reason,
            DecidedBecause = reason,
            Rule = "horizon",
            OpensAt = placed is { } day ? person.Days.Window(day.Day).Start : null,
            DecidedAt = facts.ReadAt,
            FactsVersion = facts.FactsVersion,
            ZoneDataVersion = TzdbDateTimeZoneSource.Default.VersionId,
            PolicyVersion = options.PolicyVersion,
            InForce = gates.InForce,
            ReliedOn = DecisionFacts.Of(facts, intent: null, now),
        };
    }

    // A contact for which no allowed hour has room waits for another day, whose planning will look at it again.
    private ContactPlan WithSlots(ContactPlan plan, SlotPlanner slots, HorizonCase[] people, CancellationToken cancellationToken)
    {
        var facts = people.ToDictionary(person => person.Source.Facts.Customer, person => person.Source.Facts);
        SlotRequest[] requests = [.. plan.Touches.Select(touch => AllowedStretches.Request(gates, touch, facts[touch.Intent.Key.Customer], options.BusinessZone, today, now))];
        var instants = slots.Assign(today, requests, cancellationToken);
        var (touches, full) = (new List<PlannedTouch>(), new HashSet<TouchKey>());
        for (var i = 0; i < requests.Length; i++)
        {
            if (instants[i] is { } at)
            {
                touches.Add(plan.Touches[i] with { SendAt = at });
            }
            else
            {
                full.Add(requests[i].Key);
            }
        }

        var reason = new Reason(ReasonCodes.HoursFull, ReasonArgument.Of("day", today));
        return plan with
        {
            Touches = [.. touches.OrderBy(touch => touch.SendAt).ThenByDescending(touch => touch.Value).ThenBy(touch => touch.Intent.Key.ToString(), StringComparer.Ordinal)],
            Decisions = [.. plan.Decisions.Select(decision => full.Contains(decision.Key) ? decision with { Outcome = PlanOutcome.Deferred, Rule = "hours", DecidedBecause = reason } : decision)],
        };
    }
}
