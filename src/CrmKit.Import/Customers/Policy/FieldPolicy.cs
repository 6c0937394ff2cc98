namespace CrmKit.Import;

/// <summary>What happens where a file tells something else than is known.</summary>
public enum FieldPolicy
{
    /// <summary>What is known stays.</summary>
    Keep = 1,

    /// <summary>What the file tells takes its place.</summary>
    Overwrite,

    /// <summary>What was told last counts: the file's, where its row was changed after what is known was recorded. Where one of the two instants is unknown, a human is asked.</summary>
    Newest,

    /// <summary>What is known stays, and the difference is shown to a human.</summary>
    Ask,
}
