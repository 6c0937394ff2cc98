namespace CrmKit.Scheduling;

/// <summary>Decides which of the runs that fell due since the last completed one are run now.</summary>
/// <remarks>
/// Pure: the same runs and instants give the same decisions, in whatever order the runs come. A run that makes no sense any more never runs, whatever the policy:
/// a birthday is not greeted in the following week because the program was down.
/// </remarks>
public static class MissedRuns
{
    /// <summary>Decides.</summary>
    /// <param name="policy">What becomes of missed runs.</param>
    /// <param name="runs">The scheduled runs, in any order; those not yet due and those up to the last completed one are passed over, and of several at one instant one counts, the longest lived.</param>
    /// <param name="lastCompleted">The scheduled instant of the last run that was completed; <c>null</c> where none was.</param>
    /// <param name="now">The instant of deciding.</param>
    /// <param name="grace">How late a run still counts as on time, 0 or more: nothing starts at its very instant.</param>
    /// <returns>The runs that are due, earliest first, with what becomes of each.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The policy is unknown, or the grace is below zero.</exception>
    public static ImmutableArray<MissedRun> Decide(MisfirePolicy policy, IEnumerable<ScheduledRun> runs, Instant? lastCompleted, Instant now, Duration grace)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfLessThan(grace, Duration.Zero);
        if (!Enum.IsDefined(policy))
        {
            throw new ArgumentOutOfRangeException(nameof(policy), policy, "Name a policy: Skip, Once or All.");
        }

        ScheduledRun[] due =
        [
            .. runs.Where(run => run.At <= now && !(run.At <= lastCompleted))
                .GroupBy(run => run.At)
                .Select(same => same.MaxBy(run => run.ExpiresAt))
                .OrderBy(run => run.At),
        ];
        var latest = Array.FindLastIndex(due, run => run.ExpiresAt > now);
        var decided = ImmutableArray.CreateBuilder<MissedRun>(due.Length);
        for (var i = 0; i < due.Length; i++)
        {
            var isLate = due[i].At < now - grace;
            decided.Add(new MissedRun(due[i], isLate, Fate(policy, isLate, isLatest: i == latest, due[i].ExpiresAt <= now)));
        }

        return decided.MoveToImmutable();
    }

    private static MissedRunFate Fate(MisfirePolicy policy, bool isLate, bool isLatest, bool isExpired) => policy switch
    {
        _ when isExpired => MissedRunFate.Expired,
        MisfirePolicy.Skip => isLate ? MissedRunFate.Skipped : MissedRunFate.Runs,
        MisfirePolicy.Once => isLatest ? MissedRunFate.Runs : MissedRunFate.StoodFor,
        _ => MissedRunFate.Runs,
    };
}
