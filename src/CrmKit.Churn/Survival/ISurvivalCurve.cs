namespace CrmKit.Churn;

/// <summary>How long customers of one kind stay. Immutable and thread-safe.</summary>
/// <remarks>Step functions are right-continuous: <c>S(t)</c> is the chance of staying longer than t.</remarks>
public interface ISurvivalCurve
{
    /// <summary>The time up to which the curve says something: the last time observed, or infinity for a model with a formula.</summary>
    double LastTime { get; }

    /// <summary>The logarithm of the chance of staying longer than a time.</summary>
    /// <param name="time">t, 0 or more; beyond <see cref="LastTime"/> the curve keeps its last value.</param>
    /// <returns>ln S(t), 0 or less; minus infinity where nobody stays.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not a number.</exception>
    double LogSurvival(double time);
}
