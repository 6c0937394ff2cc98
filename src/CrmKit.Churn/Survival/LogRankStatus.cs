namespace CrmKit.Churn;

/// <summary>Whether groups could be compared.</summary>
public enum LogRankStatus
{
    /// <summary>They were.</summary>
    Tested = 1,

    /// <summary>There are fewer than two groups with anybody in them.</summary>
    OneGroup,

    /// <summary>Nobody left.</summary>
    NoEvents,

    /// <summary>Whoever left did so when no other group had anybody at risk in the same stratum.</summary>
    NotIdentified,
}
