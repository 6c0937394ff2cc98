namespace CrmKit.Churn;

/// <summary>What an expected or typical lifetime is worth.</summary>
public enum LifetimeStatus
{
    /// <summary>The figure is the answer.</summary>
    Finite = 1,

    /// <summary>The data end before everybody has left: the figure counts the time up to their end only, so that the truth is larger.</summary>
    Restricted,

    /// <summary>There is no finite answer: the sum or integral grows without bound, or the share asked for never leaves.</summary>
    Infinite,

    /// <summary>The data say nothing about it.</summary>
    NotIdentified,
}
