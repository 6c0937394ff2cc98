namespace CrmKit.Desk;

/// <summary>Where one contact stands.</summary>
public enum TouchStanding
{
    /// <summary>No planning ever decided about it, and it never left.</summary>
    NeverProposed,

    /// <summary>It will leave.</summary>
    Planned,

    /// <summary>It is leaving.</summary>
    Leaving,

    /// <summary>It left.</summary>
    Sent,

    /// <summary>Nobody knows whether it left.</summary>
    Uncertain,

    /// <summary>It was planned, and waits for a later planning.</summary>
    Held,

    /// <summary>It was planned, and will never leave.</summary>
    Stopped,

    /// <summary>It was put off; a later planning will look at it again.</summary>
    Deferred,

    /// <summary>It was refused.</summary>
    Refused,

    /// <summary>Somebody of the staff decides.</summary>
    ForStaff,
}
