using System.CommandLine;
using CrmKit.Import;

namespace CrmKit.Tool;

/// <summary>What becomes of fields in which files and records differ; where the policy asks, whoever sits at the shell.</summary>
internal sealed class PolicyOption
{
    private readonly Option<string> _policy = new("--policy")
    {
        HelpName = "POLICY",
        DefaultValueFactory = _ => "overwrite",
        Description = "Where a file says something else than is known: overwrite, keep, newest or ask, for all fields or each, for example name=keep,email=ask,default=newest. Empty cells never erase.",
    };

    public void AddTo(Command command) => command.Options.Add(_policy);

    public CustomerPolicy Read(ParseResult parsed)
    {
        try
        {
            return CustomerPolicy.Parse(parsed.GetRequiredValue(_policy));
        }
        catch (FormatException error)
        {
            throw new UsageException($"--policy: {error.Message}");
        }
    }

    /// <summary>Somebody to ask; <c>null</c> where nobody sits there: the questions are then listed, and nothing is taken.</summary>
    public Func<FieldDifference, bool>? Decider(ParseResult parsed) =>
        Console.IsInputRedirected || Console.IsOutputRedirected || Console.IsErrorRedirected || !parsed.GetRequiredValue(_policy).Contains("ask", StringComparison.Ordinal) ? null : Ask;

    private static bool Ask(FieldDifference difference)
    {
        while (true)
        {
            Console.Error.Write($"{difference.Customer}, {difference.Field}: known {difference.Known}, file {difference.Told}. Take the file's? [y/n] ");
            switch (Console.ReadLine()?.Trim().ToLowerInvariant())
            {
                case "y" or "yes":
                    return true;
                case "n" or "no" or null:
                    return false;
            }
        }
    }
}
