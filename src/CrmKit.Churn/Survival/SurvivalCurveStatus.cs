namespace CrmKit.Churn;

/// <summary>How far the data of a survival curve reach.</summary>
public enum SurvivalCurveStatus
{
    /// <summary>Some left, and some were still there at the last time.</summary>
    Open = 1,

    /// <summary>At some time everybody under observation left: the curve is 0 from there on, also where others came under observation later. It is not known from there on.</summary>
    Exhausted,

    /// <summary>Nobody left: the curve is 1 as far as the data reach.</summary>
    NoEvents,

    /// <summary>The group has no record of a weight above 0: the curve says nothing.</summary>
    NobodyAtRisk,
}
