using System.Diagnostics;

namespace CrmKit.EndToEnd.Tests.Kills;

/// <summary>Keeps worker processes going and kills them, until every kill is done and the last worker has found nothing more to do.</summary>
/// <remarks>For any store that the worker program can open; the caller fills it before and looks at it after.</remarks>
internal sealed class KillHarness(string kind, string place, string folder, int seed)
{
    /// <summary>How long a claim of a killed worker stays in the way.</summary>
    private const int LeaseMilliseconds = 3000;

    private readonly Random _random = new(seed);

    /// <summary>The places at which a worker kills itself.</summary>
    public static ImmutableArray<string> FailPoints { get; } =
        ["before-claim", "after-claim", "before-begin", "after-begin", "before-send", "after-send", "before-finish", "after-finish"];

    /// <summary>Rows that one worker has in sending at most.</summary>
    public int Window { get; init; } = 4;

    /// <summary>Processes that work at once.</summary>
    public int Processes { get; init; } = 2;

    /// <summary>Kills that were done: by the harness at random instants, and by the workers themselves at fail points.</summary>
    public int Kills { get; private set; }

    /// <summary>Works everything off under as many random kills, and one more at each fail point.</summary>
    public async Task RunAsync(int randomKills)
    {
        var patience = TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(6 * randomKills);
        Directory.CreateDirectory(folder);
        Queue<string> failPoints = new(FailPoints.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name}:{1 + _random.Next(4)}")));
        List<(Process Process, bool KillsItself)> workers = [];
        var clock = Stopwatch.StartNew();
        try
        {
            for (var left = randomKills; left > 0 || failPoints.Count > 0 || workers.Exists(worker => worker.KillsItself);)
            {
                Assert.True(clock.Elapsed < patience, $"After {clock.Elapsed} {left} kills are left.");
                while (workers.Count < Processes)
                {
                    var killsItself = failPoints.TryDequeue(out var failPoint);
                    workers.Add((Start(failPoint ?? "none"), killsItself));
                }

                // Long enough to be in the midst of work, since starting takes some of it.
                await Task.Delay(_random.Next(100, 700));
                if (left > 0 && _random.Next(workers.Count) is var victim && !workers[victim].KillsItself && !workers[victim].Process.HasExited)
                {
                    // SIGKILL.
                    workers[victim].Process.Kill();
                    left--;
                }

                Reap(workers);
            }

            await FinishAsync(workers, patience);
        }
        finally
        {
            foreach (var (process, _) in workers)
            {
                process.Kill();
                process.Dispose();
            }
        }
    }

    /// <summary>What was delivered: the lines of every ledger.</summary>
    public ImmutableArray<Delivery> Deliveries() => DeliveriesIn(folder);

    /// <summary>What was delivered: the lines of every ledger in a folder.</summary>
    public static ImmutableArray<Delivery> DeliveriesIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.ledger")
            .SelectMany(Lines)
            .Select(line => line.Split(' '))
            .Select(parts => new Delivery(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], Enum.Parse<TouchClass>(parts[2]))),
    ];

    // A process that was killed ends with 137; one that found nothing more to do with 0.
    private void Reap(List<(Process Process, bool KillsItself)> workers)
    {
        foreach (var ended in workers.Where(worker => worker.Process.HasExited || worker.Process.WaitForExit(worker.KillsItself ? 0 : 1)).ToArray())
        {
            Assert.True(ended.Process.ExitCode is 0 or 137, $"A worker ended with {ended.Process.ExitCode}.");
            Kills += ended.Process.ExitCode == 137 ? 1 : 0;
            ended.Process.Dispose();
            workers.Remove(ended);
        }
    }

    private async Task FinishAsync(List<(Process Process, bool KillsItself)> workers, TimeSpan patience)
    {
        workers.Add((Start("none"), false));
        using var ending = new CancellationTokenSource(patience);
        foreach (var (process, _) in workers)
        {
            await process.WaitForExitAsync(ending.Token);
        }

        Reap(workers);
    }

    private Process Start(string failPoint) => Start(kind, place, folder, Window, LeaseMilliseconds, failPoint);

    /// <summary>Starts a worker, which ends with 0 when nothing is left to do.</summary>
    public static Process Start(string kind, string place, string folder, int window, int leaseMilliseconds, string failPoint = "none")
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "KillWorker.dll"), kind, place, folder, "2", Text(window), Text(leaseMilliseconds), failPoint })
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    // A worker may still be writing.
    private static List<string> Lines(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
