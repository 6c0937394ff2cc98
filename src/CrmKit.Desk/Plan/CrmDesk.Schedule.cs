using CrmKit.Scheduling;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <content>Plans at set times.</content>
public sealed partial class CrmDesk
{
    /// <summary>Plans where the schedule says that a planning is due, and makes up for missed ones as its policy says.</summary>
    /// <remarks>
    /// Ask as often as punctuality wants; nothing is read while nothing is due. A planning that failed is due again at the next look until its day is over. After a restart, pass
    /// <c>null</c>: what was planned today already is planned once more unless the policy is to skip, which promises nothing twice.
    /// </remarks>
    /// <param name="schedule">When to plan.</param>
    /// <param name="decidedThrough"><see cref="PlanningLook.DecidedThrough"/> of the look before; <c>null</c> for the first one, which begins with today.</param>
    /// <param name="cancellationToken">Stops the work; nothing is then promised by the planning that it met.</param>
    /// <exception cref="CrmStoreException">The store failed; plannings of this look that came before stand, and may be planned again.</exception>
    public async Task<PlanningLook> PlanDueAsync(PlanningSchedule schedule, Instant? decidedThrough, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var due = schedule.Decide(_options.BusinessZone, decidedThrough, _store.Clock.GetCurrentInstant());
        var plans = ImmutableArray.CreateBuilder<PlanResult>();
        foreach (var _ in due.Where(run => run.Fate == MissedRunFate.Runs))
        {
            plans.Add(await PlanAsync(await AssessAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false));
        }

        return new PlanningLook(due, plans.ToImmutable(), due.IsEmpty ? decidedThrough : due[^1].Run.At);
    }
}
