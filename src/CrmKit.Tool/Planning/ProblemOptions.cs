using System.CommandLine;
using CrmKit.Scheduling;

namespace CrmKit.Tool;

/// <summary>The options of planning a contact problem from a file.</summary>
internal sealed class ProblemOptions
{
    private readonly Option<ulong?> _seed = new("--seed") { HelpName = "N", Description = "With --problem: decides between equal contacts. Default 0." };
    private readonly Option<int?> _threads = new("--threads") { HelpName = "N", Description = "With --problem: most threads, 1 to 1024; the plan is the same with any number. Default: as many as there are processors." };
    private readonly Option<int?> _rounds = new("--rounds") { HelpName = "N", Description = "With --problem: rounds of exchange of which the best counts, 1 to 1000. Default by size." };
    private readonly Option<int?> _steps = new("--price-steps") { HelpName = "N", Description = "With --problem: steps of the search for prices, 0 to 100000. Default 300." };

    public Option<FileInfo?> File { get; } = new("--problem") { HelpName = "FILE", Description = "Plan the contact problem in a JSON file (crmkit-contact-scheduling/1) instead of a database, with a proven bound." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { File, _seed, _threads, _rounds, _steps })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The engine's options, or a usage fault that names the flag.</summary>
    public ContactAllocationOptions Read(ParseResult parsed) => new()
    {
        Seed = parsed.GetValue(_seed) ?? 0,
        MaxThreads = Within(parsed, _threads, 1, 1024) ?? Math.Clamp(Environment.ProcessorCount, 1, 1024),
        Rounds = Within(parsed, _rounds, 1, 1000),
        PriceSteps = Within(parsed, _steps, 0, 100_000),
    };

    private static int? Within(ParseResult parsed, Option<int?> option, int least, int most) =>
        parsed.GetValue(option) is { } value && (value < least || value > most)
            ? throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option.Name}: expected {least} to {most}."))
            : parsed.GetValue(option);
}
