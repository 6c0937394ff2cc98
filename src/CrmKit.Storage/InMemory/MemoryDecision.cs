namespace CrmKit.Storage;

/// <summary>A decision and its place in the order of recording.</summary>
internal sealed record MemoryDecision(long Number, PlanDecision Decision);
