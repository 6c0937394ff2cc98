namespace CrmKit.Tool;

/// <summary>The occurrences of a rule in a window.</summary>
/// <param name="Occurrences">ISO 8601 with the offset, or the wall clock where no zone was told.</param>
/// <param name="Stopped">Why the search was given up before the window ended; absent where it was not.</param>
internal sealed record OccurrencesOutput(IReadOnlyList<string> Occurrences, string? Stopped);
