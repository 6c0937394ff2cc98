namespace CrmKit.Churn;

/// <summary>What became of somebody who had not bought before.</summary>
public enum LeadOutcome
{
    /// <summary>Nothing yet: there may be further touches and a sale.</summary>
    Open = 1,

    /// <summary>The business gave up, or the other side did.</summary>
    Lost,

    /// <summary>A sale.</summary>
    Sold,
}
