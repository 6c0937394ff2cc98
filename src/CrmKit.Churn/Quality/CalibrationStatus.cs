namespace CrmKit.Churn;

/// <summary>What could be learnt from the data that a calibration was fitted on.</summary>
public enum CalibrationStatus
{
    /// <summary>Both the level and the spread.</summary>
    Fitted = 1,

    /// <summary>The level only: all predictions are alike, or they part the two outcomes so well that no slope is large enough. The slope is 1.</summary>
    LevelOnly,

    /// <summary>Nothing: there are no data, or everybody left or everybody stayed. Predictions are left as they are.</summary>
    Identity,
}
