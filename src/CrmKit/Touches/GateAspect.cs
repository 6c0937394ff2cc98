namespace CrmKit;

/// <summary>What a gate asks of a contact: one line of the table of classes. A gate that asks two things has two lines.</summary>
public enum GateAspect
{
    /// <summary>The contact point is still the person's.</summary>
    ContactPoint = 1,

    /// <summary>The owner of the contact point objected to contact there.</summary>
    Objection,

    /// <summary>Nothing gets through to the contact point.</summary>
    Undeliverable,

    /// <summary>The person agreed to the purpose.</summary>
    Consent,

    /// <summary>The person is to be spared.</summary>
    Care,

    /// <summary>A complaint of the person is open.</summary>
    Conflict,

    /// <summary>The business uses the channel.</summary>
    ChannelOffered,

    /// <summary>The person wants nothing over the channel.</summary>
    ChannelRefused,

    /// <summary>It is quiet where the person is.</summary>
    QuietHours,

    /// <summary>The business contacts nobody on the day.</summary>
    Blackout,

    /// <summary>The person wants nothing on the day.</summary>
    BlockedDay,

    /// <summary>The person has been contacted often enough.</summary>
    Cap,

    /// <summary>The occasion still applies.</summary>
    Expiry,
}
