namespace CrmKit.Tool;

/// <summary>What was asked for is not in the data.</summary>
/// <param name="message">What is missing.</param>
internal sealed class DataFaultException(string message) : Exception(message)
{
    /// <summary>What an engine found wrong with the data, in its own words without the name of a parameter, which nobody at a shell has heard of.</summary>
    /// <param name="flag">The option that named the data.</param>
    /// <param name="error">What the engine said.</param>
    public static DataFaultException Of(string flag, ArgumentException error) =>
        new($"{flag}: {(error.ParamName is { } name ? error.Message.Replace($" (Parameter '{name}')", string.Empty, StringComparison.Ordinal) : error.Message)}");
}
