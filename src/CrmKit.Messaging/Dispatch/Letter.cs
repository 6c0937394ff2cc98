namespace CrmKit.Messaging;

/// <summary>The words, before it is known when they leave.</summary>
internal sealed record Letter(string? ToName, MessageText Text, Uri? UnsubscribeLink);
