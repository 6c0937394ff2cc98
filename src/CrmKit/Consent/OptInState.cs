namespace CrmKit;

/// <summary>Where a double opt-in stands.</summary>
public enum OptInState
{
    /// <summary>The message with the token is on its way; nothing is permitted yet.</summary>
    Requested = 1,

    /// <summary>The person confirmed.</summary>
    Confirmed,

    /// <summary>The time to confirm has run out.</summary>
    Expired,

    /// <summary>The person refused after the request, so that the token is void.</summary>
    Withdrawn,
}
