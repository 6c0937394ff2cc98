namespace CrmKit.Tool;

/// <summary>An error as programs read it.</summary>
internal sealed record FaultOutput(string Message, string? File = null, long? Line = null, string? Column = null, string? Expected = null);
