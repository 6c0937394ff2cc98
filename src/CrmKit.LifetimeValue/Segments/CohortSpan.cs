namespace CrmKit.LifetimeValue;

/// <summary>How long the spans of a cohort table are.</summary>
public enum CohortSpan
{
    /// <summary>Calendar months.</summary>
    Month = 1,

    /// <summary>Calendar quarters.</summary>
    Quarter,

    /// <summary>Calendar years.</summary>
    Year,
}
