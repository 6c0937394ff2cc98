using System.Diagnostics;
using System.Globalization;
using CrmKit.Cadence;

namespace CrmKit.Benchmarks;

/// <summary>The bars of cadence: the due list of a million people from columns, and one event applied to one person.</summary>
/// <remarks><c>--cadence [--turns n]</c>; ends with 1 where a bar is missed.</remarks>
public static class CadenceRun
{
    private const int Million = 1_000_000;

    /// <summary>Runs every bar.</summary>
    public static int Run(string[] args)
    {
        var turns = BarTable.Option(args, "--turns", 9);
        var columns = new CadencePeople(Million).Columns;
        var policy = new CadencePolicy(BusinessProfiles.DressShop());
        var room = new int[Million];
        var isMissed = false;
        BarTable.Head();
        foreach (var threads in (int[])[1, 2])
        {
            var list = new DueList(policy, threads);
            BarTable.Tell($"due-days-{threads}", 1, () => Act(() => list.WriteDueDays(columns, CadencePeople.Today, room)), turns);
            BarTable.Tell($"due-list-{threads}", 1, () => string.Create(CultureInfo.InvariantCulture, $"{list.Write(columns, CadencePeople.Today, room)} due"), turns);
            var watch = Stopwatch.StartNew();
            list.Write(columns, CadencePeople.Today, room);
            isMissed |= watch.Elapsed.TotalSeconds > 1;
        }

        var health = new RelationshipHealth(new HealthOptions { BusinessZone = NodaTime.DateTimeZone.Utc });
        isMissed |= Misses("summary", OneEvent(turns, RelationshipSummary.Empty, static (summary, happened) => summary.With(happened)));
        isMissed |= Misses("health", OneEvent(turns, default(HealthState), (state, happened) => health.Apply(state, happened)));
        return isMissed ? 1 : 0;
    }

    private static bool Misses(string what, (double Microseconds, long Bytes) measured)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"one event, {what}: {measured.Microseconds:0.0000} us (bar 2), {measured.Bytes} bytes allocated in {Million} events (bar 0)"));
        return measured.Microseconds > 2 || measured.Bytes > 0;
    }

    // The median of turns of a million events each.
    private static (double Microseconds, long Bytes) OneEvent<TState>(int turns, TState empty, Func<TState, TimelineEvent, TState> apply)
    {
        var events = CadenceEvents.Draw(1_000);
        var seconds = new double[turns];
        var bytes = long.MaxValue;
        for (var turn = -2; turn < turns; turn++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.GetTimestamp();
            for (var round = 0; round < Million / events.Length; round++)
            {
                var state = empty;
                foreach (var happened in events)
                {
                    state = apply(state, happened);
                }
            }

            var elapsed = Stopwatch.GetElapsedTime(watch).TotalSeconds;
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
            if (turn >= 0)
            {
                seconds[turn] = elapsed;
            }
        }

        Array.Sort(seconds);
        return (seconds[turns / 2] * 1e6 / Million, bytes);
    }

    private static string Act(Action act)
    {
        act();
        return "days";
    }
}
