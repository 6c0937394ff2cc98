namespace CrmKit.Tool;

/// <summary>One reason to spare a person.</summary>
internal sealed record CareOutput(string Kind, string? Until, bool Holds);
