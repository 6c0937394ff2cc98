namespace CrmKit;

/// <summary>What the contacts of a cap have in common.</summary>
public enum CapGroupKind
{
    /// <summary>Nothing: all contacts that count.</summary>
    All,

    /// <summary>The channel.</summary>
    Channel,

    /// <summary>What they give to the person.</summary>
    Kind,

    /// <summary>The reason.</summary>
    Reason,
}
