namespace CrmKit.Scheduling;

/// <summary>A rolling cap with its group resolved.</summary>
internal readonly record struct CapRule(int Group, int Window, int Max);
