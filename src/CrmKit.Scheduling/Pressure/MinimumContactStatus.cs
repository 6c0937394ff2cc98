namespace CrmKit.Scheduling;

/// <summary>How a minimum of caring contact stands.</summary>
public enum MinimumContactStatus
{
    /// <summary>What was made and is promised keeps it, as far as was looked ahead; or there is no minimum.</summary>
    Kept = 1,

    /// <summary>It is kept if contacts are placed by stated days.</summary>
    Needed,

    /// <summary>No choice of days keeps it together with the other rules.</summary>
    Infeasible,
}
