using CrmKit.Scheduling;

namespace CrmKit.Desk;

/// <summary>What a look at the schedule found due, and what came of it.</summary>
/// <param name="Due">The plannings that were due, earliest first, with what became of each.</param>
/// <param name="Plans">What each planning that ran gave, in the same order.</param>
/// <param name="DecidedThrough">The scheduled instant of the last planning that was decided on, for the next look; <c>null</c> while there was none.</param>
public sealed record PlanningLook(ImmutableArray<MissedRun> Due, ImmutableArray<PlanResult> Plans, Instant? DecidedThrough);
