namespace CrmKit.Churn;

/// <summary>Whether there was anything to compare.</summary>
public enum ConcordanceStatus
{
    /// <summary>There were pairs of whom it is known who left first.</summary>
    Estimated = 1,

    /// <summary>Of no two customers it is known who left first.</summary>
    NotIdentified,
}
