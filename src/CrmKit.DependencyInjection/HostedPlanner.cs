using CrmKit.Desk;
using CrmKit.Scheduling;
using Microsoft.Extensions.Logging;

namespace CrmKit.DependencyInjection;

/// <summary>Plans when the schedule says so. Each start begins with today: a planning promises nothing twice, so that nothing need be kept of what was planned.</summary>
internal sealed partial class HostedPlanner(CrmDesk desk, HostedPlannerOptions options, TimeProvider time, ILogger<HostedPlanner> logger)
    : HostedLoop(options.Period, time)
{
    private Instant? _decidedThrough;

    protected override async Task LookAsync(CancellationToken cancellationToken)
    {
        var look = await desk.PlanDueAsync(options.Schedule, _decidedThrough, cancellationToken).ConfigureAwait(false);
        _decidedThrough = look.DecidedThrough;
        if (!look.Due.IsEmpty)
        {
            LogPlanned(logger, look.Plans.Length, look.Plans.Sum(plan => plan.Enqueued.Added), look.Due.Length - look.Due.Count(run => run.Fate == MissedRunFate.Runs));
        }
    }

    protected override void TellFailure(bool isTransient) => LogStoreFailed(logger, isTransient);

    [LoggerMessage(1, LogLevel.Error, "The store failed while planning (transient: {IsTransient}). The next look tries again while the day lasts.")]
    private static partial void LogStoreFailed(ILogger logger, bool isTransient);

    [LoggerMessage(2, LogLevel.Information, "Planned {Plans} times: {Contacts} new contacts. {Missed} plannings were missed and not made up for.")]
    private static partial void LogPlanned(ILogger logger, int plans, int contacts, int missed);
}
