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

    /// <summary>Customers for whom no choice of days keeps the minimum of caring contact together with the other rules, in ordinal order of the id.</summary>
    public ImmutableArray<InfeasibleMinimum> Infeasible { get; init; } = [];

    /// <summary>How many customers to whom a caring contact is owed since an earlier day wait for room in the day's limit.</summary>
    public int OwedWaiting { get; init; }
}
