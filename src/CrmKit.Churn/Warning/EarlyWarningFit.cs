namespace CrmKit.Churn;

/// <summary>A fitted early warning: the model, what it rests on, and how it did on what it had not learned from. Immutable and thread-safe.</summary>
public sealed class EarlyWarningFit
{
    internal EarlyWarningFit(EarlyWarningModel model, CalibratedWeights learned, WarningTrial trial, int rows, int rowsLeftOut)
    {
        (Model, Trial, Rows, RowsLeftOut) = (model, trial, rows, rowsLeftOut);
        (CalibrationIntercept, CalibrationSlope) = (learned.Intercept, learned.Slope);
        (PriorShare, Convergence) = (learned.Weights.PriorShare, learned.Weights.Convergence);
    }

    /// <summary>The model that answers questions.</summary>
    public EarlyWarningModel Model { get; }

    /// <summary>How model and rules did on customers and times that they had not learned from.</summary>
    public WarningTrial Trial { get; }

    /// <summary>Rows learned from: those whose outcome is known.</summary>
    public int Rows { get; }

    /// <summary>Rows whose outcome is not known.</summary>
    public int RowsLeftOut { get; }

    /// <summary>What the calibration added to the log-odds; 0 where they were right.</summary>
    public double CalibrationIntercept { get; }

    /// <summary>What the calibration multiplied the log-odds by, 0 or more; 1 where they were right, below 1 where they promised too much.</summary>
    public double CalibrationSlope { get; }

    /// <summary>How much of what is known of rate and weights was believed beforehand, 0 to 1: the mean of their variance after the data as a share of that before.</summary>
    public double PriorShare { get; }

    /// <summary>How much the model rests on data.</summary>
    public EstimateStatus Status => Model.Status;

    /// <summary>How the fit ended.</summary>
    public Convergence Convergence { get; }

    /// <summary>The threshold that would have brought most in the trial, and beside it what that of <see cref="CostThreshold.Of"/> would have; <c>null</c> where nothing was tried.</summary>
    /// <remarks>As the chances are calibrated, the threshold to use is that of <see cref="CostThreshold.Of"/>; where the two bring much the same, that is borne out.</remarks>
    /// <param name="costs">What a contact costs and brings.</param>
    public ThresholdChoice? ThresholdInTrial(ActionCosts costs) =>
        Trial.Kind == WarningTrialKind.Untried ? null : CostThreshold.Best(Trial.Foretold.Span, Trial.Left.Span, costs);
}
