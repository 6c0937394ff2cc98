namespace CrmKit.Churn;

/// <summary>What a score from incomplete data is worth.</summary>
public enum ScoreStatus
{
    /// <summary>The score is the answer.</summary>
    Estimated = 1,

    /// <summary>Nobody was under observation up to the horizon, and the last were lost before they left: the score counts those who were seen to leave only.</summary>
    BeyondObservation,

    /// <summary>There is nothing to score: no record counts, no pair can be compared, or a weight would be infinite.</summary>
    NotIdentified,
}
