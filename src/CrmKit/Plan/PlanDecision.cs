namespace CrmKit;

/// <summary>What was decided about one candidate, with everything that decided it. Decisions are stored; nobody computes the past again.</summary>
public sealed record PlanDecision
{
    /// <summary>The effect.</summary>
    public required TouchKey Key { get; init; }

    /// <summary>What became of it.</summary>
    public required PlanOutcome Outcome { get; init; }

    /// <summary>Why it was proposed.</summary>
    public required Reason ProposedBecause { get; init; }

    /// <summary>Why it was decided so.</summary>
    public required Reason DecidedBecause { get; init; }

    /// <summary>The rule that decided: <c>open</c>, a gate's, or the planner's own.</summary>
    public required string Rule { get; init; }

    /// <summary>The first instant at which it would pass the rule that decided; <c>null</c> where it was planned, or where no instant is known.</summary>
    public Instant? OpensAt { get; init; }

    /// <summary>When it was decided.</summary>
    public required Instant DecidedAt { get; init; }

    /// <summary>The version of the facts that it was decided on.</summary>
    public required long FactsVersion { get; init; }

    /// <summary>The version of the time zone data that local times were computed with.</summary>
    public required string ZoneDataVersion { get; init; }

    /// <summary>The version of the policy.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>The rules in force and what each was set to: <see cref="GateList.InForce"/>. <c>null</c> where it was not written down.</summary>
    public Reason? InForce { get; init; }

    /// <summary>The facts that it was decided on: <see cref="DecisionFacts.Of"/>. <c>null</c> where they were not written down.</summary>
    public Reason? ReliedOn { get; init; }
}
