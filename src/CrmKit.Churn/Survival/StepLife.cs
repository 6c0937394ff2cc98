using System.Runtime.InteropServices;

namespace CrmKit.Churn;

// What is ahead by a step curve. The caller has seen to it that the age is inside the curve.
internal sealed class StepLife
{
    // As in the quantiles of the curve itself.
    private const double SameShare = 1.4901161193847656e-8;
    private readonly double[] _times;
    private readonly double[] _logSurvival;
    private double[]? _ahead;

    private StepLife(double[] times, double[] logSurvival) => (_times, _logSurvival) = (times, logSurvival);

    public static StepLife Of(IStepCurve curve) => curve is SurvivalCurve own
        ? new StepLife(ImmutableCollectionsMarshal.AsArray(own.Times)!, own.LogSurvivals)
        : new StepLife(ImmutableCollectionsMarshal.AsArray(curve.Times)!, [.. curve.Times.Select(curve.LogSurvival)]);

    // The area from an age on, forward step by step.
    public Lifetime Mean(double age, double ratio)
    {
        var step = StepAt(age);
        var now = LogAt(step);
        double sum = 0;
        for (var (i, from) = (step, age); i < _times.Length - 1; i++)
        {
            var fall = LogAt(i) - now;
            if (double.IsNegativeInfinity(fall) && ratio > 0)
            {
                break;
            }

            sum += Math.Exp(ratio == 0 ? 0 : ratio * fall) * (_times[i + 1] - from);
            from = _times[i + 1];
        }

        return Result(sum, ratio > 0);
    }

    // The same at ratio 1 from sums over the steps after each one, in units of S there, since S itself may vanish.
    public Lifetime MeanAtOnce(double age)
    {
        _ahead ??= Ahead();
        var step = StepAt(age);
        if (step + 1 >= _times.Length)
        {
            return Result(0, true);
        }

        var fall = LogAt(step + 1) - LogAt(step);
        return Result((_times[step + 1] - age) + (double.IsNegativeInfinity(fall) ? 0 : Math.Exp(fall) * _ahead[step + 1]), true);
    }

    public Lifetime Quantile(double age, double share, double ratio)
    {
        var step = StepAt(age);
        var now = LogAt(step);
        var end = _times[^1] - age;
        if (ratio == 0)
        {
            return Lifetime.Restricted(end);
        }

        var height = 1 - share;
        var found = FirstAtMost(step + 1, now, height + SameShare, ratio);
        if (found == _times.Length)
        {
            return Lifetime.Restricted(end);
        }

        var there = Part(found, now, ratio);
        if (Math.Abs(there - height) >= SameShare)
        {
            return Lifetime.Finite(_times[found] - age);
        }

        var next = FirstAtMost(found + 1, now, there - SameShare, ratio);
        return Lifetime.Finite(((_times[found] + (next < _times.Length ? _times[next] : _times[^1])) / 2) - age);
    }

    // The first step from one on at which at most a part is left.
    private int FirstAtMost(int from, double now, double part, double ratio)
    {
        var (low, high) = (from, _times.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Part(middle, now, ratio) <= part)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private double Part(int step, double now, double ratio) => Math.Exp(ratio * (_logSurvival[step] - now));

    private double[] Ahead()
    {
        var ahead = new double[_times.Length];
        for (var i = ahead.Length - 2; i >= 0; i--)
        {
            var fall = _logSurvival[i + 1] - _logSurvival[i];
            ahead[i] = (_times[i + 1] - _times[i]) + (double.IsFinite(fall) ? Math.Exp(fall) * ahead[i + 1] : 0);
        }

        return ahead;
    }

    private Lifetime Result(double time, bool canEnd) => !double.IsFinite(time) ? Lifetime.Infinite
        : canEnd && double.IsNegativeInfinity(_logSurvival[^1]) ? Lifetime.Finite(time)
        : Lifetime.Restricted(time);

    private int StepAt(double time)
    {
        var place = _times.AsSpan().BinarySearch(time);
        return place >= 0 ? place : ~place - 1;
    }

    private double LogAt(int step) => step < 0 ? 0 : _logSurvival[step];
}
