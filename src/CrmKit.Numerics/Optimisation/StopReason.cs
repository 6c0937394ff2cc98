namespace CrmKit.Numerics;

/// <summary>Why a search stopped.</summary>
public enum StopReason
{
    /// <summary>No free coordinate has a gradient above the tolerance.</summary>
    GradientSmall = 1,

    /// <summary>What a further step could gain lies below the rounding of the value.</summary>
    GainBelowRounding,

    /// <summary>The iterations are used up.</summary>
    IterationLimit,

    /// <summary>The search was cancelled.</summary>
    Cancelled,
}
