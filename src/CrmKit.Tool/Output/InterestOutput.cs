namespace CrmKit.Tool;

/// <summary>One interest of a person.</summary>
internal sealed record InterestOutput(string Topic, string Origin, bool Welcome);
