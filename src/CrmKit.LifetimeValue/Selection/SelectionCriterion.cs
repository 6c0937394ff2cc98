namespace CrmKit.LifetimeValue;

/// <summary>By what candidate models are ranked.</summary>
public enum SelectionCriterion
{
    /// <summary>Root mean square error of the purchases of each customer.</summary>
    RootMeanSquareError = 1,

    /// <summary>Mean absolute error of the purchases of each customer. It favours what expects too little where most customers buy nothing.</summary>
    MeanAbsoluteError,
}
