using CrmKit.Desk;

namespace CrmKit.DependencyInjection;

/// <summary>How the hosted planner works.</summary>
public sealed record HostedPlannerOptions
{
    /// <summary>When it plans, and what becomes of plannings that the host was down for.</summary>
    public required PlanningSchedule Schedule { get; init; }

    /// <summary>Time between two looks at the schedule. 1 second to 1 day, default one minute.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMinutes(1);
}
