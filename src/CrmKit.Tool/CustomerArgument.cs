using System.CommandLine;
using CrmKit.Storage;

namespace CrmKit.Tool;

/// <summary>A customer named at the shell.</summary>
internal static class CustomerArgument
{
    public static Argument<string> Create(string name, string description) => new(name) { Description = description };

    public static CustomerId Read(ParseResult parsed, Argument<string> argument) => Read(argument.Name, parsed.GetRequiredValue(argument));

    public static CustomerId Read(string name, string text)
    {
        try
        {
            return new CustomerId(text);
        }
        catch (ArgumentException error)
        {
            throw UsageException.Of(name, error);
        }
    }

    public static async Task RequireKnownAsync(ICrmStore store, CustomerId id, CancellationToken cancellationToken)
    {
        if (await store.FindCustomerAsync(id, cancellationToken).ConfigureAwait(false) is null
            && !await store.ReadEventsAsync(id, cancellationToken).AnyAsync(cancellationToken).ConfigureAwait(false))
        {
            throw new DataFaultException($"There is no customer {id} in this database.");
        }
    }
}
