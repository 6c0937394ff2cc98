namespace CrmKit.Tool;

/// <summary>What a person has agreed to and refused at one contact point.</summary>
internal sealed record ConsentPointOutput(string Channel, string Address, string Status, string? Suppressed, IReadOnlyList<ConsentDecisionOutput> Decisions);
