using CrmKit.Numerics;

namespace CrmKit.Churn;

/// <summary>What is ahead of a customer who has stayed so far, by any survival curve.</summary>
/// <remarks>
/// Ages are times since the beginning, in the unit of the curve. A hazard ratio r makes the curve S(t)^r, as proportional hazards do. Chances are reckoned from differences of ln S and keep their
/// digits where few have left as where few are left. Thread-safe.
/// </remarks>
public static partial class RemainingLife
{
    /// <summary>The chance of still staying after another while.</summary>
    /// <param name="curve">How long customers of this kind stay.</param>
    /// <param name="age">Time stayed so far, 0 or more.</param>
    /// <param name="horizon">h, the while, 0 or more.</param>
    /// <param name="hazardRatio">r, 0 or more and finite; 1 unless told.</param>
    /// <returns>(S(age + h)/S(age))^r.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static RemainingChance ProbabilityOfStaying(ISurvivalCurve curve, double age, double horizon, double hazardRatio = 1)
    {
        var (logarithm, status) = LogStaying(curve, age, horizon, hazardRatio);
        return new RemainingChance(status == LifetimeStatus.NotIdentified ? 0 : Math.Exp(logarithm), status);
    }

    /// <summary>The chance of leaving within another while.</summary>
    /// <param name="curve">How long customers of this kind stay.</param>
    /// <param name="age">Time stayed so far, 0 or more.</param>
    /// <param name="horizon">h, the while, 0 or more.</param>
    /// <param name="hazardRatio">r, 0 or more and finite; 1 unless told.</param>
    /// <returns>1 - (S(age + h)/S(age))^r, without cancellation where it is small.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static RemainingChance ProbabilityOfLeaving(ISurvivalCurve curve, double age, double horizon, double hazardRatio = 1)
    {
        var (logarithm, status) = LogStaying(curve, age, horizon, hazardRatio);
        return new RemainingChance(status == LifetimeStatus.NotIdentified ? 0 : -SpecialFunctions.Expm1(logarithm), status);
    }

    /// <summary>The mean time still to stay.</summary>
    /// <remarks>
    /// A finite sum for an <see cref="IStepCurve"/> and the curve's own answer for an <see cref="IResidualMean"/>; otherwise by quadrature, to some 1e-11 of the mean and no nearer than the
    /// digits of ln S allow, with tails that fall by a power of time summed to their end. Its work is bounded: a curve with jumps that it does not announce may get fewer digits.
    /// </remarks>
    /// <param name="curve">How long customers of this kind stay.</param>
    /// <param name="age">Time stayed so far, 0 or more and finite.</param>
    /// <param name="hazardRatio">r, 0 or more and finite; 1 unless told.</param>
    /// <returns>
    /// The area under S(t)^r from the age on, over S(age)^r. <see cref="LifetimeStatus.Restricted"/>, up to the end of the data, where some stay longer;
    /// <see cref="LifetimeStatus.Infinite"/> where the area is; <see cref="LifetimeStatus.NotIdentified"/> where the customer is beyond the data, or beyond the time at which everybody has left.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Lifetime ResidualMean(ISurvivalCurve curve, double age, double hazardRatio = 1)
    {
        Check(curve, age, hazardRatio);
        if (!IsInside(curve, age))
        {
            return Lifetime.NotIdentified;
        }

        return curve switch
        {
            IResidualMean own => own.ResidualMean(age, hazardRatio),
            IStepCurve steps => StepLife.Of(steps).Mean(age, hazardRatio),
            _ => SmoothLife.Mean(curve, age, hazardRatio),
        };
    }

    /// <summary>The time after which a share of such customers has left.</summary>
    /// <param name="curve">How long customers of this kind stay.</param>
    /// <param name="age">Time stayed so far, 0 or more and finite.</param>
    /// <param name="share">p, between 0 and 1; one half for the median.</param>
    /// <param name="hazardRatio">r, 0 or more and finite; 1 unless told.</param>
    /// <returns>
    /// The first h with (S(age + h)/S(age))^r at most 1 - p; for an <see cref="IStepCurve"/> that is level at 1 - p, the middle of that step. <see cref="LifetimeStatus.Restricted"/>,
    /// the time to the end of the data, where so many do not leave by then; <see cref="LifetimeStatus.Infinite"/> where so many never leave;
    /// <see cref="LifetimeStatus.NotIdentified"/> where the customer is beyond the data, or beyond the time at which everybody has left.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Lifetime RemainingQuantile(ISurvivalCurve curve, double age, double share, double hazardRatio = 1)
    {
        Check(curve, age, hazardRatio);
        CheckShare(share);
        if (!IsInside(curve, age))
        {
            return Lifetime.NotIdentified;
        }

        return curve is IStepCurve steps ? StepLife.Of(steps).Quantile(age, share, hazardRatio) : SmoothLife.Quantile(curve, age, share, hazardRatio);
    }

    private static (double Logarithm, LifetimeStatus Status) LogStaying(ISurvivalCurve curve, double age, double horizon, double hazardRatio)
    {
        Check(curve, age, hazardRatio);
        CheckHorizon(horizon);
        return LogStaying(curve, curve.LastTime, !double.IsNegativeInfinity(curve.LogSurvival(curve.LastTime)), age, horizon, hazardRatio);
    }

    // Where everybody has left at the end of the data, all times are inside them.
    private static (double Logarithm, LifetimeStatus Status) LogStaying(ISurvivalCurve curve, double last, bool isOpen, double age, double horizon, double hazardRatio)
    {
        var now = curve.LogSurvival(age);
        if (double.IsNegativeInfinity(now) || (isOpen && age >= last))
        {
            return (0, LifetimeStatus.NotIdentified);
        }

        var fall = curve.LogSurvival(age + horizon) - now;
        return (hazardRatio == 0 ? 0 : hazardRatio * fall, isOpen && age + horizon > last ? LifetimeStatus.Restricted : LifetimeStatus.Finite);
    }

    private static bool IsInside(ISurvivalCurve curve, double age) =>
        !double.IsNegativeInfinity(curve.LogSurvival(age)) && (age < curve.LastTime || double.IsNegativeInfinity(curve.LogSurvival(curve.LastTime)));

    private static void Check(ISurvivalCurve curve, double age, double hazardRatio)
    {
        ArgumentNullException.ThrowIfNull(curve);
        CheckAge(age);
        CheckRatio(hazardRatio);
    }

    private static void CheckAge(double age)
    {
        if (!(age >= 0 && double.IsFinite(age)))
        {
            throw new ArgumentOutOfRangeException(nameof(age), age, "An age is 0 or more and finite.");
        }
    }

    private static void CheckHorizon(double horizon)
    {
        if (!(horizon >= 0 && double.IsFinite(horizon)))
        {
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "A horizon is 0 or more and finite.");
        }
    }

    private static void CheckRatio(double hazardRatio)
    {
        if (!(hazardRatio >= 0 && double.IsFinite(hazardRatio)))
        {
            throw new ArgumentOutOfRangeException(nameof(hazardRatio), hazardRatio, "A hazard ratio is 0 or more and finite.");
        }
    }

    private static void CheckShare(double share)
    {
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is between 0 and 1.");
        }
    }
}
