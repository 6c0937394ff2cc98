namespace CrmKit.Cadence;

/// <summary>What several events tell of.</summary>
internal enum MatterKind
{
    /// <summary>A promise: made, kept.</summary>
    Promise,

    /// <summary>A complaint: made, settled, and perhaps settled again, which counts once.</summary>
    Complaint,
}
