using CrmKit.Messaging.Webhooks;

namespace CrmKit.Adapters.Tests.Messaging.Webhooks;

/// <summary>A request as an endpoint saw it.</summary>
internal sealed record ReceivedWebhook(string Method, string Path, WebhookHeaders Headers, ImmutableArray<string> HeaderNames, string? ContentType, byte[] Body);
