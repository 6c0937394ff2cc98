namespace CrmKit.Scheduling;

/// <summary>What became of a possible touch.</summary>
public enum TouchOutcome
{
    /// <summary>It is in the plan.</summary>
    Planned = 0,

    /// <summary>No channel may be used: every rate is 0.</summary>
    NoChannel = 1,

    /// <summary>The channels that could be used are closed, or the customer is blocked, on every day of its window.</summary>
    ClosedOrBlocked = 2,

    /// <summary>Wherever it could be made it is worth no more than it costs.</summary>
    Worthless = 3,

    /// <summary>Past or promised contacts fill a cap on every day that would be worth it.</summary>
    CapFull = 4,

    /// <summary>What it takes is worth more to others.</summary>
    Outpriced = 5,

    /// <summary>Other planned contacts with the same customer fill a cap.</summary>
    Displaced = 6,

    /// <summary>A shared resource has no room left for it on its best day.</summary>
    ResourceFull = 7,

    /// <summary>It would pay at these prices, alone at least: a part of what the gap leaves open.</summary>
    LeftOpen = 8,
}
