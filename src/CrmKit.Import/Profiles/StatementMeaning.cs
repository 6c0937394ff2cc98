namespace CrmKit.Import;

/// <summary>What a value of a status column says.</summary>
internal enum StatementMeaning
{
    /// <summary>Nothing that permits or refuses.</summary>
    Nothing = 1,

    /// <summary>Contact is welcome.</summary>
    OptIn,

    /// <summary>A purpose, or a topic of it, is refused.</summary>
    OptOut,

    /// <summary>Everything at the address is refused.</summary>
    Objection,

    /// <summary>Nothing gets through to the address.</summary>
    Dead,

    /// <summary>Messages came back lately.</summary>
    Bouncing,
}
