namespace CrmKit.Tool;

/// <summary>A message that is held, and why.</summary>
internal sealed record HeldOutput(string Customer, ReasonOutput Reason);
