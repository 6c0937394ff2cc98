using CrmKit.Scheduling;
using FsCheck;
using FsCheck.Fluent;

namespace CrmKit.Engines.Tests;

public sealed class MissedRunsTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 10, 9, 0);
    private static readonly Duration Grace = Duration.FromMinutes(1);
    private static readonly Duration Day = Duration.FromDays(1);

    private static readonly Gen<(MisfirePolicy Policy, ScheduledRun[] Runs, Instant? Last, Duration Grace)> Cases =
        from policy in Gen.Elements(Enum.GetValues<MisfirePolicy>())
        from runs in (from at in Gen.Choose(-12, 3) from life in Gen.Choose(0, 10) select new ScheduledRun(Now + Duration.FromHours(at), Now + Duration.FromHours(at + life))).ArrayOf()
        from last in PeopleGenerators.OrNothing(Gen.Choose(-13, 1).Select(hours => Now + Duration.FromHours(hours)))
        from grace in Gen.Choose(0, 3)
        select (policy, runs, last, Duration.FromHours(grace));

    [Theory]
    [InlineData(MisfirePolicy.Skip, "Skipped Skipped Runs")]
    [InlineData(MisfirePolicy.Once, "StoodFor StoodFor Runs")]
    [InlineData(MisfirePolicy.All, "Runs Runs Runs")]
    public void Policy_decides_what_becomes_of_the_runs_that_were_missed(MisfirePolicy policy, string fates) =>
        Assert.Equal(fates, Fates(policy, Run(-2), Run(-1), Run(0)));

    [Theory]
    [InlineData(MisfirePolicy.Skip, "Expired Skipped")]
    [InlineData(MisfirePolicy.Once, "Expired Runs")]
    [InlineData(MisfirePolicy.All, "Expired Runs")]
    public void Run_that_makes_no_sense_any_more_never_runs(MisfirePolicy policy, string fates) =>
        Assert.Equal(fates, Fates(policy, Run(-3) with { ExpiresAt = Now }, Run(-1)));

    // The latest run expired at once; the one before lasts.
    [Fact]
    public void Once_runs_the_latest_that_still_makes_sense() =>
        Assert.Equal("StoodFor Runs Expired", Fates(MisfirePolicy.Once, Run(-3), Run(-2), Run(-1) with { ExpiresAt = Now }));

    [Fact]
    public void Run_that_is_late_by_no_more_than_the_grace_is_on_time()
    {
        var decided = MissedRuns.Decide(MisfirePolicy.Skip, [new(Now - Grace, Now + Day), new(Now - Grace - Duration.Epsilon, Now + Day)], null, Now, Grace);
        Assert.Equal([(true, MissedRunFate.Skipped), (false, MissedRunFate.Runs)], decided.Select(run => (run.IsLate, run.Fate)));
    }

    [Fact]
    public void Decisions_are_about_each_due_run_once_and_follow_the_policy() => Law.Holds(Cases, given =>
    {
        var decided = MissedRuns.Decide(given.Policy, given.Runs, given.Last, Now, given.Grace);
        var due = given.Runs.Where(run => run.At <= Now && (given.Last is null || run.At > given.Last)).Select(run => run.At).Distinct().Order();
        Assert.Equal(due, decided.Select(run => run.Run.At));
        Assert.Equal(decided.AsEnumerable(), MissedRuns.Decide(given.Policy, given.Runs.Reverse(), given.Last, Now, given.Grace));
        Assert.All(decided, run => Assert.Equal(run.Run.ExpiresAt <= Now, run.Fate == MissedRunFate.Expired));
        Assert.All(decided, run => Assert.Equal(Now - run.Run.At > given.Grace, run.IsLate));
        var alive = decided.Where(run => run.Run.ExpiresAt > Now).ToList();
        var running = decided.Where(run => run.Fate == MissedRunFate.Runs).ToList();
        Assert.Equal(
            given.Policy switch { MisfirePolicy.All => alive, MisfirePolicy.Once => alive.TakeLast(1), _ => alive.Where(run => !run.IsLate) },
            running);
    }, tests: 1000);

    [Fact]
    public void Unknown_policy_and_grace_below_zero_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MissedRuns.Decide(default, [], null, Now, Grace));
        Assert.Throws<ArgumentOutOfRangeException>(() => MissedRuns.Decide(MisfirePolicy.All, [], null, Now, -Grace));
    }

    private static ScheduledRun Run(int days) => new(Now + (days * Day), Now + (10 * Day));

    private static string Fates(MisfirePolicy policy, params IEnumerable<ScheduledRun> runs) =>
        string.Join(' ', MissedRuns.Decide(policy, runs, lastCompleted: Now - (5 * Day), Now, Grace).Select(run => run.Fate));
}
