namespace CrmKit.Import;

/// <summary>What is known of a row's key.</summary>
internal enum SeenRow
{
    /// <summary>It is seen for the first time.</summary>
    New = 1,

    /// <summary>It was seen with the same content.</summary>
    Same,

    /// <summary>It was seen with other content.</summary>
    Other,
}
