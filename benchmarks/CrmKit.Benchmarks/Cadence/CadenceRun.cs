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

        var (microseconds, bytes) = OneEvent(turns);
        isMissed |= microseconds > 2 || bytes > 0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one event: {microseconds:0.0000} us (bar 2), {bytes} bytes allocated in {Million} events (bar 0)"));
        return isMissed ? 1 : 0;
    }

    // The median of turns of a million events each.
    private static (double Microseconds, long Bytes) OneEvent(int turns)
    {
        var events = CadenceEvents.Draw(1_000);
        var seconds = new double[turns];
        var bytes = long.MaxValue;
        for (var turn = -2; turn < turns; turn++)
        {
            var watch = new Stopwatch();
            var before = GC.GetAllocatedBytesForCurrentThread();
            watch.Start();
            var touches = 0;
            for (var round = 0; round < Million / events.Length; round++)
            {
                var summary = RelationshipSummary.Empty;
                foreach (var happened in events)
                {
                    summary = summary.With(happened);
                }

                touches += summary.Touches;
            }

            var elapsed = watch.Elapsed.TotalSeconds;
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
            GC.KeepAlive(touches);
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
