namespace CrmKit.Churn;

/// <summary>A survival curve that falls at some times only and is level in between, so that areas under it are finite sums. Immutable and thread-safe.</summary>
public interface IStepCurve : ISurvivalCurve
{
    /// <summary>Rising times that include every one at which the curve falls.</summary>
    ImmutableArray<double> Times { get; }
}
