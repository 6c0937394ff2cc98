namespace CrmKit.Messaging.Webhooks;

/// <summary>The three headers of a webhook (Standard Webhooks 1.0.0), as they came.</summary>
/// <param name="Id"><c>webhook-id</c>: the same in every attempt; whoever receives one twice has received it once.</param>
/// <param name="Timestamp"><c>webhook-timestamp</c>: seconds since 1970, of the attempt.</param>
/// <param name="Signature"><c>webhook-signature</c>: one or more signatures with blanks between them.</param>
public sealed record WebhookHeaders(string? Id, string? Timestamp, string? Signature)
{
    /// <summary>The name of the header with the id.</summary>
    public const string IdName = "webhook-id";

    /// <summary>The name of the header with the timestamp.</summary>
    public const string TimestampName = "webhook-timestamp";

    /// <summary>The name of the header with the signatures.</summary>
    public const string SignatureName = "webhook-signature";
}
