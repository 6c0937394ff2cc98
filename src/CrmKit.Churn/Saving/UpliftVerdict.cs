namespace CrmKit.Churn;

/// <summary>What a trial lets say so far.</summary>
public enum UpliftVerdict
{
    /// <summary>Nothing yet: go on. Stopping now because a difference looks large is how chance becomes a success story.</summary>
    TooEarly = 1,

    /// <summary>The offer keeps customers: the whole interval lies above zero.</summary>
    Works,

    /// <summary>The offer drives customers away: the whole interval lies below zero.</summary>
    Harms,

    /// <summary>The planned number was reached without a sign of an effect.</summary>
    NoEffectFound,
}
