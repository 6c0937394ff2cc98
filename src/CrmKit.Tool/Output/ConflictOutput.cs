namespace CrmKit.Tool;

/// <summary>One of the rules that cannot all be kept, and what it says.</summary>
internal sealed record ConflictOutput(string Rule, ReasonOutput Reason);
