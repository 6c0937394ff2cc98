namespace CrmKit.Messaging;

/// <summary>What to do after an attempt.</summary>
public enum SendRemedy
{
    /// <summary>Nothing: it left.</summary>
    None = 1,

    /// <summary>Try again later.</summary>
    Retry,

    /// <summary>Give up this message.</summary>
    GiveUp,

    /// <summary>Give up this message and never use the contact point again.</summary>
    Suppress,
}
