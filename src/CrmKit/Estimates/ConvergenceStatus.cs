namespace CrmKit;

/// <summary>The verdict on a fit.</summary>
public enum ConvergenceStatus
{
    /// <summary>An inner maximum: the gradient is zero and every direction curves down.</summary>
    Converged = 1,

    /// <summary>The likelihood rises towards zero or infinity in the parameters named; the model answers, but has no covariance.</summary>
    AtBoundary,

    /// <summary>The data say nothing about a combination of the parameters named; the model answers with one of many equally likely values.</summary>
    NotIdentified,

    /// <summary>The iterations are used up; the best parameters met are returned.</summary>
    IterationLimit,
}
