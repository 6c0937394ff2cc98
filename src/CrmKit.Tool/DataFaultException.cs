namespace CrmKit.Tool;

/// <summary>What was asked for is not in the data.</summary>
/// <param name="message">What is missing.</param>
internal sealed class DataFaultException(string message) : Exception(message);
