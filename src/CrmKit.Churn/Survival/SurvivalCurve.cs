using System.Runtime.InteropServices;
using CrmKit.Numerics;

namespace CrmKit.Churn;

/// <summary>The Kaplan-Meier curve of one group, with what its figures rest on. Immutable and thread-safe.</summary>
/// <remarks>
/// A step is a time at which somebody left or was last seen. Once the curve is 0 it stays there, also when others come under observation later; hazards go on.
/// Standard errors and limits are those of Greenwood unless weights are of <see cref="WeightKind.Sampling"/>, where they are robust.
/// </remarks>
public sealed partial class SurvivalCurve : IStepCurve
{
    private readonly RiskTable _table;
    private readonly double[] _survival;
    private readonly double[] _logSurvival;

    // Greenwood's sums of d/(n(n - d)).
    private readonly double[] _greenwood;
    private readonly RecordInfluence? _influence;
    private readonly double[]? _robustVariance;

    // Steps before the curve is 0; all of them where it never is.
    private readonly int _stepsAbove;

    internal SurvivalCurve(string label, int records, RiskTable table, WeightKind weightKind, RecordInfluence? influence)
    {
        (Label, Records, _table, WeightKind, _influence) = (label, records, table, weightKind, influence);
        var steps = table.Times.Length;
        _survival = new double[steps];
        _logSurvival = new double[steps];
        _greenwood = new double[steps];
        _stepsAbove = Accumulate();
        _robustVariance = influence?.RelativeVariance(_greenwood, _stepsAbove);
        Status = (steps, WeightedEvents) switch
        {
            (0, _) => SurvivalCurveStatus.NobodyAtRisk,
            (_, 0) => SurvivalCurveStatus.NoEvents,
            _ => _stepsAbove < steps ? SurvivalCurveStatus.Exhausted : SurvivalCurveStatus.Open,
        };
    }

    /// <summary>The group's label; <c>all</c> when there is one curve for all.</summary>
    public string Label { get; }

    /// <summary>Number of records, those of weight 0 included.</summary>
    public int Records { get; }

    /// <summary>What the weights meant; <see cref="WeightKind.Frequency"/> where there were none.</summary>
    public WeightKind WeightKind { get; }

    /// <summary>How far the data reach.</summary>
    public SurvivalCurveStatus Status { get; }

    /// <summary>Weight of those who left.</summary>
    public double WeightedEvents { get; private set; }

    /// <inheritdoc/>
    public ImmutableArray<double> Times => ImmutableCollectionsMarshal.AsImmutableArray(_table.Times);

    /// <summary>At each step the weight at risk: entry &lt; t &lt;= time.</summary>
    public ImmutableArray<double> AtRisk => ImmutableCollectionsMarshal.AsImmutableArray(_table.AtRisk);

    /// <summary>At each step the weight that left.</summary>
    public ImmutableArray<double> Events => ImmutableCollectionsMarshal.AsImmutableArray(_table.Events);

    /// <summary>At each step the weight that was still there when last seen.</summary>
    public ImmutableArray<double> Censored => ImmutableCollectionsMarshal.AsImmutableArray(_table.Censored);

    /// <summary>S at each step, from 1 down to 0.</summary>
    public ImmutableArray<double> Survival => ImmutableCollectionsMarshal.AsImmutableArray(_survival);

    internal double[] LogSurvivals => _logSurvival;

    /// <summary>The last time at which somebody left or was last seen; 0 where nobody was at risk.</summary>
    public double LastTime => _table.Times.Length == 0 ? 0 : _table.Times[^1];

    /// <summary>The kind of standard error that the weights ask for, and that is given unless told.</summary>
    public SurvivalErrorKind ErrorKind => _robustVariance is null ? SurvivalErrorKind.Greenwood : SurvivalErrorKind.Robust;

    /// <summary>The chance of staying longer than a time.</summary>
    /// <param name="time">t, 0 or more; beyond <see cref="LastTime"/> the curve keeps its last value.</param>
    /// <returns>S(t), 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not a number.</exception>
    public double SurvivalAt(double time)
    {
        var step = StepAt(time);
        return step < 0 ? 1 : _survival[step];
    }

    /// <inheritdoc/>
    public double LogSurvival(double time)
    {
        var step = StepAt(time);
        return step < 0 ? 0 : _logSurvival[step];
    }

    /// <summary>The last step at or before a time.</summary>
    /// <param name="time">t, 0 or more.</param>
    /// <returns>Its number from 0, or -1 before the first one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or not a number.</exception>
    public int StepAt(double time)
    {
        if (!(time >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(time), time, "A time is 0 or more.");
        }

        var place = _table.Times.AsSpan().BinarySearch(time);
        return place >= 0 ? place : ~place - 1;
    }

    // Products, and sums of logarithms beside them: near 1 the logarithm of the product has few digits, and a product may vanish.
    private int Accumulate()
    {
        var (survival, logarithm, greenwood, events) = (1.0, 0.0, 0.0, default(CompensatedSum));
        var above = _survival.Length;
        for (var i = 0; i < _survival.Length; i++)
        {
            var (n, d, staying) = (_table.AtRisk[i], _table.Events[i], _table.Staying[i]);
            events.Add(d);
            if (d > 0 && i < above)
            {
                if (staying == 0)
                {
                    (survival, logarithm, above) = (0, double.NegativeInfinity, i);
                }
                else
                {
                    survival *= staying / n;
                    logarithm += d < n / 2 ? SpecialFunctions.Log1p(-d / n) : Math.Log(staying / n);
                    greenwood += d / n / staying;
                }
            }

            (_survival[i], _logSurvival[i], _greenwood[i]) = (survival, logarithm, greenwood);
        }

        WeightedEvents = events.Value;
        return above;
    }
}
