namespace CrmKit;

/// <summary>A way to reach a person.</summary>
public enum Channel
{
    /// <summary>Electronic mail.</summary>
    Email = 1,

    /// <summary>Text message.</summary>
    Sms,

    /// <summary>Telephone call by a member of staff.</summary>
    Phone,

    /// <summary>Letter or card by post.</summary>
    Post,

    /// <summary>Message of a messenger service, such as a chat program.</summary>
    Messenger,
}
