namespace CrmKit.Messaging;

/// <summary>What was read of a mail that came back. Nothing in it is verified: anybody can send such a mail.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="MessageId">The Message-ID of the message that it is about, as the returned part tells it, at most 998 characters; <c>null</c> where none was found.</param>
/// <param name="Status">The status of the delivery; <c>null</c> where there is none.</param>
public sealed record DeliveryReport(DeliveryKind Kind, string? MessageId = null, EnhancedStatus? Status = null)
{
    /// <summary>The kind and the status alone.</summary>
    public override string ToString() => Status is { } status ? $"{Kind} {status}" : Kind.ToString();
}
