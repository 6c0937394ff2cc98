namespace CrmKit.Cadence;

/// <summary>From when on the business days to a step are counted.</summary>
public enum FollowUpAnchor
{
    /// <summary>From the day on which the step before left; for the first step from the start.</summary>
    PreviousStep = 1,

    /// <summary>From the start of the sequence, but never on the day on which the step before left.</summary>
    Start,
}
