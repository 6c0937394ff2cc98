namespace CrmKit;

/// <summary>Whether a contract runs.</summary>
public enum SubscriptionState
{
    /// <summary>It runs and is paid.</summary>
    Active = 1,

    /// <summary>It rests: there is a contract, and nothing is paid for the time being.</summary>
    Paused,
}
