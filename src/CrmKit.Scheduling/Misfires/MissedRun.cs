namespace CrmKit.Scheduling;

/// <summary>One run that is due, and what becomes of it.</summary>
/// <param name="Run">The run.</param>
/// <param name="IsLate">Whether it was missed, rather than met on time.</param>
/// <param name="Fate">What becomes of it.</param>
public readonly record struct MissedRun(ScheduledRun Run, bool IsLate, MissedRunFate Fate);
