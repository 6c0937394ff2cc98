using System.Diagnostics;
using System.Globalization;

namespace CrmKit.Benchmarks;

/// <summary>Every bar of recurrence: occurrences walked and sought per second of processor time, and bytes allocated for each.</summary>
/// <remarks><c>--recurrence [name…] [--turns n] [--count n]</c>; without a name all of them. A bar is three times the best peer; that of a seek a million.</remarks>
public static class RecurrenceRun
{
    private const double SeekBar = 1;

    /// <summary>Arguments: names of rules, or their beginnings.</summary>
    public static int Run(string[] args)
    {
        var (turns, count) = (BarTable.Option(args, "--turns", 7), BarTable.Option(args, "--count", 1_000_000));
        var names = args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal) && !int.TryParse(arg, CultureInfo.InvariantCulture, out _)).ToArray();
        Console.WriteLine($"{"rule",-22} {"bar M/s",8} {"wall M/s",9} {"cpu M/s",8} {"bytes",7}   {"seek bar",8} {"wall M/s",9} {"cpu M/s",8} {"bytes",7}");
        foreach (var task in RecurrenceTask.All.Where(task => names.Length == 0 || names.Any(name => task.Name.StartsWith(name, StringComparison.Ordinal))))
        {
            var walk = Measure(() => task.Walk(count), count, turns);
            var seek = Measure(() => task.Seek(count), count, turns);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{task.Name,-22} {3 * task.Peer,8:0.0} {walk.Wall,9:0.0} {walk.Processor,8:0.0} {walk.Bytes,7:0.00}   {SeekBar,8:0.0} {seek.Wall,9:0.00} {seek.Processor,8:0.00} {seek.Bytes,7:0.00}"));
        }

        return 0;
    }

    // Millions per second of the median turn, and bytes for one.
    private static (double Wall, double Processor, double Bytes) Measure(Func<long> act, int count, int turns)
    {
        var (wall, processor, bytes) = (new double[turns], new double[turns], 0d);
        for (var turn = -2; turn < turns; turn++)
        {
            var (allocated, before) = (GC.GetAllocatedBytesForCurrentThread(), ProcessorSeconds());
            var watch = Stopwatch.StartNew();
            act();
            var elapsed = watch.Elapsed.TotalSeconds;
            var spent = ProcessorSeconds() - before;
            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)count;
            if (turn >= 0)
            {
                (wall[turn], processor[turn]) = (elapsed, spent);
            }
            else
            {
                // The runtime compiles what ran often, in the background.
                Task.Delay(200).Wait();
            }
        }

        Array.Sort(wall);
        Array.Sort(processor);
        return (count / wall[turns / 2] / 1e6, count / processor[turns / 2] / 1e6, bytes);
    }

    private static double ProcessorSeconds()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }
}
