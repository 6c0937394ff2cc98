namespace CrmKit.Cadence;

/// <summary>The signals that the health of a relationship is made of, in the order in which their points are added.</summary>
public enum HealthSignal
{
    /// <summary>The person replied.</summary>
    Replies = 1,

    /// <summary>A message was opened.</summary>
    Opens,

    /// <summary>A link was followed.</summary>
    Clicks,

    /// <summary>The person came by.</summary>
    Visits,

    /// <summary>The person bought.</summary>
    Purchases,

    /// <summary>The person complained.</summary>
    Complaints,

    /// <summary>A complaint was settled.</summary>
    ComplaintsResolved,

    /// <summary>A promise was kept by the end of the day that it was due on.</summary>
    PromisesKept,

    /// <summary>A promise was kept later than that.</summary>
    PromisesLate,

    /// <summary>A promise was not kept by the end of the day that it was due on, and has not been since.</summary>
    PromisesBroken,

    /// <summary>An answer in the upper half of its scale.</summary>
    GoodFeedback,

    /// <summary>An answer in the lower half of its scale.</summary>
    BadFeedback,

    /// <summary>A payment failed.</summary>
    FailedPayments,

    /// <summary>How long the person has not been heard of.</summary>
    Silence,
}
