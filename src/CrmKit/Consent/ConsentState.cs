namespace CrmKit;

/// <summary>What a person said about contact at one contact point.</summary>
public enum ConsentState
{
    /// <summary>Contact is welcome.</summary>
    OptIn = 1,

    /// <summary>Contact for this purpose, or this topic of it, is refused.</summary>
    OptOut,

    /// <summary>All contact at this contact point that is not service is refused, whatever its purpose and topic. It is absolute: only a proven agreement that came later counts after it.</summary>
    Objection,
}
