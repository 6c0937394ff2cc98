namespace CrmKit.Tool;

/// <summary>An option has a value that the tool cannot work with.</summary>
/// <param name="message">What was expected.</param>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>What an engine said of a value, under the name that the value has at the shell.</summary>
    public static UsageException Of(string flag, ArgumentException error)
    {
        var parameter = error.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        return new UsageException($"{flag}: {(parameter < 0 ? error.Message : error.Message[..parameter])}");
    }
}
