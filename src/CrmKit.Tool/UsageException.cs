namespace CrmKit.Tool;

/// <summary>An option has a value that the tool cannot work with.</summary>
/// <param name="message">What was expected.</param>
internal sealed class UsageException(string message) : Exception(message);
