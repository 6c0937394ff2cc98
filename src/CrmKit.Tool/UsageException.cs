namespace CrmKit.Tool;

/// <summary>An option has a value that the tool cannot work with.</summary>
/// <param name="message">What was expected.</param>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>What an engine said of a value, under the name that the value has at the shell.</summary>
    public static UsageException Of(string flag, ArgumentException error)
    {
        var parameter = error.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        var message = parameter < 0 ? error.Message : error.Message[..parameter];
        return new UsageException($"{flag}: {message}");
    }

    /// <summary>What an engine said of one of several values, with its own name and the value.</summary>
    public static UsageException OfNamed(string flag, ArgumentException error) => error is ArgumentOutOfRangeException { ParamName: { } name, ActualValue: { } value }
        ? Of(string.Create(CultureInfo.InvariantCulture, $"{flag}: {name} is {value}"), error)
        : Of(flag, error);
}
