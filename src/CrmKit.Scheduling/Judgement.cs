namespace CrmKit.Scheduling;

/// <summary>What the planner decided about one candidate, before it is written down.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="Intent">The contact, for a planned one alone.</param>
/// <param name="SendAt">When, for a planned one alone.</param>
/// <param name="OpensAt">The first instant at which it would pass, where one is known and it was not planned.</param>
internal sealed record Judgement(PlanOutcome Outcome, string Rule, Reason Reason, TouchIntent? Intent, Instant SendAt, Instant? OpensAt)
{
    /// <summary>The contact that was judged, planned or not; <c>null</c> where there was no contact point to judge.</summary>
    public TouchIntent? Judged { get; init; } = Intent;

    /// <summary>The instant that it was judged for.</summary>
    public Instant JudgedAt { get; init; } = SendAt;

    public static Judgement Plan(TouchIntent intent, Instant at) =>
        new(PlanOutcome.Planned, GateVerdict.Open.Rule, GateVerdict.Open.Reason, intent, at, OpensAt: null);

    public static Judgement Defer(string rule, Reason reason, Instant? opensAt) =>
        new(PlanOutcome.Deferred, rule, reason, Intent: null, default, opensAt);

    public static Judgement Refuse(string rule, Reason reason) => new(PlanOutcome.Refused, rule, reason, Intent: null, default, OpensAt: null);

    public static Judgement HandOver(string rule, Reason reason, Instant? opensAt) => new(PlanOutcome.ForStaff, rule, reason, Intent: null, default, opensAt);

    /// <summary>Of two closed contact points, the one that may still open speaks for the candidate; else the person's preferred one.</summary>
    public static Judgement Sooner(Judgement? first, Judgement second) =>
        first is null || (first.Outcome == PlanOutcome.Refused && second.Outcome == PlanOutcome.Deferred) ? second : first;
}
