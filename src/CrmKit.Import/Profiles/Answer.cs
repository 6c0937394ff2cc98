namespace CrmKit.Import;

/// <summary>Yes or no.</summary>
internal enum Answer
{
    /// <summary>No, or not said.</summary>
    No = 1,

    /// <summary>Yes.</summary>
    Yes,
}
