namespace CrmKit.Scheduling;

/// <summary>One of the rules that cannot all be kept.</summary>
/// <param name="Rule">The rule: <see cref="MinimumContactPolicy.Rule"/>, <see cref="CapGate.Name"/>, or that of another gate.</param>
/// <param name="Reason">What it says here.</param>
public sealed record RuleConflict(string Rule, Reason Reason);
