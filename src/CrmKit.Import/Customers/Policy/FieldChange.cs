namespace CrmKit.Import;

/// <summary>What happened to one field at an import.</summary>
public enum FieldChange
{
    /// <summary>Nothing was known, and the file tells it.</summary>
    Added = 1,

    /// <summary>The file tells something else, and what was known stays.</summary>
    Kept,

    /// <summary>What the file tells took the place of what was known.</summary>
    Overwritten,

    /// <summary>The file tells something else; what was known stays until a human decides.</summary>
    Asked,
}
