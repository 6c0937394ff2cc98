namespace CrmKit;

/// <summary>What a person said about one purpose at one contact point.</summary>
public enum ConsentState
{
    /// <summary>Contact is welcome.</summary>
    OptIn = 1,

    /// <summary>Contact is refused.</summary>
    OptOut,
}
