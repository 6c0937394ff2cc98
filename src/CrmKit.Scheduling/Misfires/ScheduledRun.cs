namespace CrmKit.Scheduling;

/// <summary>A run at its scheduled instant, with the end of its sense.</summary>
/// <param name="At">When it is scheduled.</param>
/// <param name="ExpiresAt">First instant at which it makes no sense any more.</param>
public readonly record struct ScheduledRun(Instant At, Instant ExpiresAt);
