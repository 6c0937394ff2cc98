namespace CrmKit.Storage;

/// <summary>Whether a commit takes effect.</summary>
public enum CommitMode
{
    /// <summary>It does, wholly or not at all.</summary>
    Apply = 1,

    /// <summary>Everything is done and counted, and then undone.</summary>
    DryRun,
}
