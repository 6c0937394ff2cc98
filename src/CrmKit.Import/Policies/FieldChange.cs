namespace CrmKit.Import;

/// <summary>What became of a field that a file and a record do not have in common.</summary>
public enum FieldChange
{
    /// <summary>Nothing was known: what the file says is taken.</summary>
    Added = 1,

    /// <summary>What was known stays.</summary>
    Kept,

    /// <summary>What the file says is taken instead.</summary>
    Overwritten,

    /// <summary>Nobody has decided yet: what was known stays for now.</summary>
    Open,
}
