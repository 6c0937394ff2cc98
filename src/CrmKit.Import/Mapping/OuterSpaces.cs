namespace CrmKit.Import;

/// <summary>What becomes of white space at the ends of ids and keys, where two texts that look equal would be two customers.</summary>
public enum OuterSpaces
{
    /// <summary>It belongs to the text.</summary>
    Keep = 1,

    /// <summary>The row is refused.</summary>
    Refuse,

    /// <summary>It is taken away, from ids and keys as from dates, numbers, currencies and flags.</summary>
    Trim,
}
