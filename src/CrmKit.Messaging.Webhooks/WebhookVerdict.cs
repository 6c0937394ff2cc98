namespace CrmKit.Messaging.Webhooks;

/// <summary>Whether a webhook is what it says it is.</summary>
public enum WebhookVerdict
{
    /// <summary>Signed with one of the secrets, and of now.</summary>
    Genuine = 1,

    /// <summary>A header is missing or has another form.</summary>
    Malformed,

    /// <summary>Signed at an instant too far from now: a replay, or a clock that is wrong.</summary>
    OutOfTime,

    /// <summary>No signature is by one of the secrets.</summary>
    NotSigned,
}
