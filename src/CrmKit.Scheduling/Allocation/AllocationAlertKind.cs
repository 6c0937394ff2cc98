namespace CrmKit.Scheduling;

/// <summary>What a plan could not honour.</summary>
public enum AllocationAlertKind
{
    /// <summary>More contacts are promised on a day than it takes, through a channel or in all.</summary>
    CommitmentsBeyondCapacity = 0,

    /// <summary>A published contact on a frozen day is no longer possible: closed, blocked, without rate or worth, against a cap, or beyond a capacity.</summary>
    FrozenContactImpossible = 1,
}
