namespace CrmKit.Tool;

/// <summary>One contact point of a person.</summary>
internal sealed record PointOutput(string Channel, string Address, string Status, string? Label);
