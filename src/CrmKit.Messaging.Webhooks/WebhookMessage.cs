namespace CrmKit.Messaging.Webhooks;

/// <summary>One message to one contact point.</summary>
internal sealed record WebhookMessage(
    int Schema, string Id, string Channel, string To, string? ToName, string Subject, string Text, string? Html, string Class, string Purpose, string? UnsubscribeLink);
