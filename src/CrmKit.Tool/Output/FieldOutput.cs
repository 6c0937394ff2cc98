namespace CrmKit.Tool;

/// <summary>One of the business's own fields.</summary>
internal sealed record FieldOutput(string Name, string Type, string Value);
