namespace CrmKit;

/// <summary>What a gate does with a contact of a class.</summary>
[Flags]
public enum GateEffect
{
    /// <summary>The gate lets it pass whatever the facts are.</summary>
    Passes = 0,

    /// <summary>The gate may stop it.</summary>
    Obeys = 1,

    /// <summary>It counts against later contacts, whether or not the gate may stop it.</summary>
    Counts = 2,

    /// <summary>The gate may stop it where it gives an offer, and lets it pass where it gives anything else.</summary>
    ObeysAsPitch = 4,
}
