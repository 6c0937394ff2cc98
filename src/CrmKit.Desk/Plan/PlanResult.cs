using CrmKit.Scheduling;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>A plan, and what came of handing it to the outbox.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Enqueued">What the outbox took.</param>
public sealed record PlanResult(ContactPlan Plan, EnqueueReport Enqueued)
{
    /// <summary>The days to come, and how good the plan is; <c>null</c> where today alone was planned.</summary>
    public HorizonPlan? Horizon { get; init; }
}
