namespace CrmKit.Churn;

/// <summary>The scale on which limits of a survival curve lie symmetrically around it.</summary>
public enum LimitScale
{
    /// <summary>On S itself, cut off at 0 and 1.</summary>
    Plain = 1,

    /// <summary>On ln S, cut off at 1.</summary>
    Log,

    /// <summary>On ln(-ln S): inside 0 to 1 by itself, and nearest to the level stated when few have left (Borgan and Liestol 1990).</summary>
    LogLog,
}
