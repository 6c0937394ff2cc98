using System.Diagnostics;
using System.Globalization;

namespace CrmKit.Benchmarks;

// Bars once round: median wall and processor seconds, those of the first call, bytes allocated, and what was found.
internal static class BarTable
{
    public static void Head() =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"bar",-24} {"bar s",6} {"first s",8} {"its cpu",8} {"wall s",8} {"cpu s",8} {"MB",7}  outcome"));

    public static void Tell(string name, double bar, Func<string> act, int turns)
    {
        var (wall, processor, bytes, outcome) = (new double[turns], new double[turns], 0L, string.Empty);
        double first = 0, firstProcessor = 0;
        for (var turn = -2; turn < turns; turn++)
        {
            GC.Collect();
            var (allocated, before) = (GC.GetTotalAllocatedBytes(precise: true), ProcessorSeconds());
            var watch = Stopwatch.StartNew();
            outcome = act();
            var elapsed = watch.Elapsed.TotalSeconds;
            (first, firstProcessor) = turn == -2 ? (elapsed, ProcessorSeconds() - before) : (first, firstProcessor);
            bytes = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            if (turn >= 0)
            {
                (wall[turn], processor[turn]) = (elapsed, ProcessorSeconds() - before);
            }
            else
            {
                // The runtime compiles what ran often, in the background.
                Task.Delay(200).Wait();
            }
        }

        Array.Sort(wall);
        Array.Sort(processor);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-24} {bar,6:0.00} {first,8:0.000} {firstProcessor,8:0.000} {wall[turns / 2],8:0.000} {processor[turns / 2],8:0.000} {bytes / 1048576d,7:0.0}  {outcome}"));
    }

    public static int Option(string[] args, string name, int otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? otherwise : int.Parse(args[at + 1], CultureInfo.InvariantCulture);
    }

    private static double ProcessorSeconds()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }
}
