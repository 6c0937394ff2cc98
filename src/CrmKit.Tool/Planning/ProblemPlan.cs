using System.CommandLine;
using System.Diagnostics;
using CrmKit.Scheduling;

namespace CrmKit.Tool;

/// <summary><c>crmkit plan --problem</c>: no database, one file in, one plan out.</summary>
internal static class ProblemPlan
{
    public static async Task RunAsync(ParseResult parsed, ProblemOptions options, bool json, CancellationToken cancellationToken)
    {
        var (file, allocator) = (parsed.GetRequiredValue(options.File)!, new ContactAllocator(options.Read(parsed)));
        if (!file.Exists)
        {
            throw new UsageException($"--problem: there is no file {file}.");
        }

        var watch = Stopwatch.StartNew();
        var (problem, plan) = await ProgressBar.RunAsync(
            "planning",
            isWanted: !json,
            progress =>
            {
                var problem = Read(file, cancellationToken);
                return Task.FromResult((problem, allocator.Allocate(problem, progress, cancellationToken)));
            }).ConfigureAwait(false);
        if (json)
        {
            ProblemPlanOutput.Write(problem, plan, watch.Elapsed.TotalSeconds);
        }
        else
        {
            ProblemPlanOutput.Tell(problem, plan, watch.Elapsed.TotalSeconds);
        }
    }

    private static ContactProblem Read(FileInfo file, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = file.OpenRead();
            return ContactProblemJson.Read(stream, cancellationToken);
        }
        catch (ContactProblemException error)
        {
            throw new DataFaultException($"{file}: {error.Message}");
        }
    }
}
