namespace CrmKit.Import;

/// <summary>What becomes of a field where a file says something else than what is known.</summary>
public enum FieldPolicy
{
    /// <summary>What is known stays.</summary>
    Keep = 1,

    /// <summary>The file is right.</summary>
    Overwrite,

    /// <summary>What was said later is right; a file that does not say when is not later.</summary>
    Newest,

    /// <summary>Somebody decides.</summary>
    Ask,
}
