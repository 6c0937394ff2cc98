using CrmKit.Numerics;

namespace CrmKit.Churn;

public static partial class RemainingLife
{
    /// <summary>For many customers the chance of leaving within a while. Nothing is stored but the answers.</summary>
    /// <remarks>O(log steps) each for a step curve, some 30 nanoseconds. Call it once for each horizon asked about, on slices from as many threads as wanted.</remarks>
    /// <param name="curve">How long customers of this kind stay.</param>
    /// <param name="ages">Time stayed so far of each customer, 0 or more and finite.</param>
    /// <param name="horizon">h, the while, 0 or more and finite.</param>
    /// <param name="chances">Receives 1 - (S(age + h)/S(age))^r for each; 0 where not identified.</param>
    /// <param name="hazardRatios">r of each customer, 0 or more and finite; empty, 1 for all, unless told.</param>
    /// <param name="statuses">Receives what each answer is worth, as <see cref="RemainingChance.Status"/>; empty where nobody asks.</param>
    /// <returns>Number of customers about whom the curve says nothing.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static int ProbabilitiesOfLeaving(
        ISurvivalCurve curve,
        ReadOnlySpan<double> ages,
        double horizon,
        Span<double> chances,
        ReadOnlySpan<double> hazardRatios = default,
        Span<LifetimeStatus> statuses = default)
    {
        return Chances(curve, ages, horizon, chances, hazardRatios, statuses, isLeaving: true);
    }

    /// <summary>For many customers the chance of still staying after a while. Nothing is stored but the answers.</summary>
    /// <remarks>O(log steps) each for a step curve, some 30 nanoseconds. Call it once for each horizon asked about, on slices from as many threads as wanted.</remarks>
    /// <param name="curve">How long customers of this kind stay.</param>
    /// <param name="ages">Time stayed so far of each customer, 0 or more and finite.</param>
    /// <param name="horizon">h, the while, 0 or more and finite.</param>
    /// <param name="chances">Receives (S(age + h)/S(age))^r for each; 0 where not identified.</param>
    /// <param name="hazardRatios">r of each customer, 0 or more and finite; empty, 1 for all, unless told.</param>
    /// <param name="statuses">Receives what each answer is worth, as <see cref="RemainingChance.Status"/>; empty where nobody asks.</param>
    /// <returns>Number of customers about whom the curve says nothing.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static int ProbabilitiesOfStaying(
        ISurvivalCurve curve,
        ReadOnlySpan<double> ages,
        double horizon,
        Span<double> chances,
        ReadOnlySpan<double> hazardRatios = default,
        Span<LifetimeStatus> statuses = default)
    {
        return Chances(curve, ages, horizon, chances, hazardRatios, statuses, isLeaving: false);
    }

    /// <summary>For many customers the mean time still to stay.</summary>
    /// <remarks>For a step curve O(log steps) each, O(steps) with hazard ratios; by quadrature, some microseconds, otherwise.</remarks>
    /// <param name="curve">How long customers of this kind stay.</param>
    /// <param name="ages">Time stayed so far of each customer, 0 or more and finite.</param>
    /// <param name="means">Receives the answers, as <see cref="ResidualMean"/> gives them.</param>
    /// <param name="hazardRatios">r of each customer, 0 or more and finite; empty, 1 for all, unless told.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static void ResidualMeans(ISurvivalCurve curve, ReadOnlySpan<double> ages, Span<Lifetime> means, ReadOnlySpan<double> hazardRatios = default)
    {
        ArgumentNullException.ThrowIfNull(curve);
        CheckLength(ages.Length, means.Length, nameof(means));
        CheckOptional(ages.Length, hazardRatios.Length, nameof(hazardRatios));
        var own = curve as IResidualMean;
        var renewals = curve is RetentionModel model ? new RenewalMeans(model) : null;
        var steps = curve is IStepCurve step ? StepLife.Of(step) : null;
        for (var i = 0; i < ages.Length; i++)
        {
            var ratio = hazardRatios.IsEmpty ? 1 : hazardRatios[i];
            Check(curve, ages[i], ratio);
            means[i] = !IsInside(curve, ages[i]) ? Lifetime.NotIdentified
                : renewals is not null ? renewals.Of(ages[i], ratio)
                : own is not null ? own.ResidualMean(ages[i], ratio)
                : steps is null ? SmoothLife.Mean(curve, ages[i], ratio)
                : hazardRatios.IsEmpty ? steps.MeanAtOnce(ages[i])
                : steps.Mean(ages[i], ratio);
        }
    }

    /// <summary>For many customers the time after which a share of such customers has left.</summary>
    /// <remarks>O(log steps) each for a step curve; by bisection otherwise.</remarks>
    /// <param name="curve">How long customers of this kind stay.</param>
    /// <param name="ages">Time stayed so far of each customer, 0 or more and finite.</param>
    /// <param name="share">p, between 0 and 1; one half for the median.</param>
    /// <param name="quantiles">Receives the answers, as <see cref="RemainingQuantile"/> gives them.</param>
    /// <param name="hazardRatios">r of each customer, 0 or more and finite; empty, 1 for all, unless told.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static void RemainingQuantiles(ISurvivalCurve curve, ReadOnlySpan<double> ages, double share, Span<Lifetime> quantiles, ReadOnlySpan<double> hazardRatios = default)
    {
        ArgumentNullException.ThrowIfNull(curve);
        CheckShare(share);
        CheckLength(ages.Length, quantiles.Length, nameof(quantiles));
        CheckOptional(ages.Length, hazardRatios.Length, nameof(hazardRatios));
        var steps = curve is IStepCurve step ? StepLife.Of(step) : null;
        for (var i = 0; i < ages.Length; i++)
        {
            var ratio = hazardRatios.IsEmpty ? 1 : hazardRatios[i];
            Check(curve, ages[i], ratio);
            quantiles[i] = !IsInside(curve, ages[i]) ? Lifetime.NotIdentified
                : steps?.Quantile(ages[i], share, ratio) ?? SmoothLife.Quantile(curve, ages[i], share, ratio);
        }
    }

    private static int Chances(
        ISurvivalCurve curve,
        ReadOnlySpan<double> ages,
        double horizon,
        Span<double> chances,
        ReadOnlySpan<double> hazardRatios,
        Span<LifetimeStatus> statuses,
        bool isLeaving)
    {
        ArgumentNullException.ThrowIfNull(curve);
        CheckHorizon(horizon);
        CheckLength(ages.Length, chances.Length, nameof(chances));
        CheckOptional(ages.Length, hazardRatios.Length, nameof(hazardRatios));
        CheckOptional(ages.Length, statuses.Length, nameof(statuses));
        var last = curve.LastTime;
        var isOpen = !double.IsNegativeInfinity(curve.LogSurvival(last));
        var unknown = 0;
        for (var i = 0; i < ages.Length; i++)
        {
            CheckAge(ages[i]);
            var ratio = hazardRatios.IsEmpty ? 1 : hazardRatios[i];
            CheckRatio(ratio);
            var (logarithm, status) = LogStaying(curve, last, isOpen, ages[i], horizon, ratio);
            var isKnown = status != LifetimeStatus.NotIdentified;
            chances[i] = !isKnown ? 0 : isLeaving ? -SpecialFunctions.Expm1(logarithm) : Math.Exp(logarithm);
            unknown += isKnown ? 0 : 1;
            if (!statuses.IsEmpty)
            {
                statuses[i] = status;
            }
        }

        return unknown;
    }

    private static void CheckLength(int customers, int length, string name)
    {
        if (length != customers)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There must be room for {customers} customers; {name} holds {length}."), name);
        }
    }

    private static void CheckOptional(int customers, int length, string name)
    {
        if (length != 0)
        {
            CheckLength(customers, length, name);
        }
    }
}
