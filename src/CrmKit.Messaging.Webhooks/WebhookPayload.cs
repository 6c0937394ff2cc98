using System.Text.Json;

namespace CrmKit.Messaging.Webhooks;

/// <summary>The body of a webhook, in the shape that Standard Webhooks proposes: type, timestamp, data.</summary>
internal sealed record WebhookPayload(string Type, string Timestamp, WebhookMessage Data)
{
    public const string MessageType = "crmkit.message";

    /// <summary>Counts the shapes of the data; a field that is added leaves it as it is.</summary>
    public const int SchemaVersion = 1;

    public static byte[] Of(OutgoingMessage message) => JsonSerializer.SerializeToUtf8Bytes(
        new WebhookPayload(
            MessageType,
            NodaTime.Text.InstantPattern.ExtendedIso.Format(message.Date.ToInstant()),
            new WebhookMessage(
                SchemaVersion,
                message.Id,
                message.To.Channel.ToString().ToLowerInvariant(),
                message.To.Address,
                message.ToName,
                message.Text.Subject,
                message.Text.Text,
                message.Text.Html,
                message.Class.ToString().ToLowerInvariant(),
                message.Purpose.Code,
                message.UnsubscribeLink?.AbsoluteUri)),
        WebhookJson.Default.WebhookPayload);
}
