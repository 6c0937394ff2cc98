using System.CommandLine;

namespace CrmKit.Tool;

/// <summary>One contact of a customer, named at the shell by its reason and occurrence.</summary>
internal static class TouchOption
{
    private const string Flag = "--touch";

    public static Option<string?> Create() => new(Flag)
    {
        HelpName = "REASON/OCCURRENCE",
        Description = "One contact alone, for example occasion.birthday/2025-06-02, as 'crmkit why' without it names them.",
    };

    /// <summary>The contact of a customer; <c>null</c> where none is named.</summary>
    public static TouchKey? Read(ParseResult parsed, Option<string?> option, CustomerId customer)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        // A reason's code holds no slash; what an occurrence holds is its source's choice.
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == text.Length - 1)
        {
            throw new UsageException($"{Flag}: expected REASON/OCCURRENCE, for example occasion.birthday/2025-06-02.");
        }

        try
        {
            return new TouchKey(customer, text[..slash], text[(slash + 1)..]);
        }
        catch (ArgumentException error)
        {
            throw UsageException.Of(Flag, error);
        }
    }
}
