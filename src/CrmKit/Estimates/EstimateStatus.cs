namespace CrmKit;

/// <summary>How much a figure rests on the customer's own data.</summary>
public enum EstimateStatus
{
    /// <summary>None of its own: the figure is that of the population.</summary>
    Prior = 1,

    /// <summary>Its own data, shrunk towards the population.</summary>
    Pooled,

    /// <summary>Its own data alone.</summary>
    Fitted,
}
