namespace CrmKit.Tool;

/// <summary>One role of a person.</summary>
internal sealed record RoleOutput(string Role, string Of, string? From, string? Until, bool Holds);
