using CrmKit.Calendars;
using CrmKit.Scheduling;

namespace CrmKit.Desk;

/// <summary>When the desk plans by itself, and what becomes of plannings that the program slept through.</summary>
/// <remarks>A planning serves the rest of its own day: it makes no sense any more once the business's next day has begun, whatever the policy says. Immutable and thread-safe.</remarks>
public sealed record PlanningSchedule
{
    /// <summary>When it plans, on the clock of the business; a time that the clock jumps over comes as much later, one that it shows twice comes at the first.</summary>
    public required Recurrence Runs { get; init; }

    /// <summary>What becomes of a planning that was missed: skipped, made up for once, or each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The policy is not a named one.</exception>
    public required MisfirePolicy Misfire
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Misfire must be Skip, Once or All.");
    }

    /// <summary>How late a planning still counts as on time. 0 or more, default five minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below zero.</exception>
    public Duration Grace
    {
        get;
        init => field = value >= Duration.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Grace must be 0 or more.");
    } = Duration.FromMinutes(5);

    /// <summary>Every day at one time.</summary>
    /// <param name="at">The time on the clock of the business; whole seconds.</param>
    /// <param name="misfire">What becomes of a planning that was missed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time has a fraction of a second, or the policy is not a named one.</exception>
    public static PlanningSchedule Daily(LocalTime at, MisfirePolicy misfire) => new()
    {
        Runs = new Recurrence(new LocalDate(1, 1, 1) + at, new RecurrenceRule(RecurrenceFrequency.Daily)),
        Misfire = misfire,
    };

    /// <summary>What becomes of the plannings that fell due, where the business is.</summary>
    internal ImmutableArray<MissedRun> Decide(DateTimeZone zone, Instant? decidedThrough, Instant now)
    {
        var clock = Runs.InZone(zone, new LocalTimeResolver(GapPolicy.ShiftForward, OverlapPolicy.First));
        var from = decidedThrough ?? zone.StartOf(now.InZone(zone).Date);
        var due = clock.From(from).Select(time => time.ToInstant()).TakeWhile(at => at <= now);
        return MissedRuns.Decide(Misfire, due.Select(at => new ScheduledRun(at, zone.StartOf(at.InZone(zone).Date.PlusDays(1)))), decidedThrough, now, Grace);
    }
}
