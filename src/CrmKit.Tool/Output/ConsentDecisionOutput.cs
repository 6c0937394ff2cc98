namespace CrmKit.Tool;

/// <summary>Whether contact is allowed for one purpose and topic, and the statement relied on.</summary>
internal sealed record ConsentDecisionOutput(string Purpose, string? Topic, bool Allowed, string? Because, StatementOutput? ReliedOn);
