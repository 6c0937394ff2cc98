namespace CrmKit.Churn;

/// <summary>Whether a model may be used.</summary>
public enum BacktestVerdict
{
    /// <summary>The model did better than every naive rule, by the Brier score and by the log loss.</summary>
    UseModel = 1,

    /// <summary>The model lost to the overall rate, or drew with it, by one of the two scores: give everybody the rate.</summary>
    UseOverallRate,

    /// <summary>The model lost to the fixed window, or drew with it, and the fixed window is the better of the naive rules.</summary>
    UseFixedWindow,

    /// <summary>No origin had a past whose outcomes were known: nothing has been tested, and the model is not to be relied upon.</summary>
    NotTested,
}
