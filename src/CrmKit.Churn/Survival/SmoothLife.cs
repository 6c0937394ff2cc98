using CrmKit.Numerics;

namespace CrmKit.Churn;

// What is ahead by a curve of which only ln S at any time is known.
internal static class SmoothLife
{
    private const double Precision = 1e-13;
    private const double Rounding = 1e-15;
    private const double Largest = 1e300;

    public static Lifetime Quantile(ISurvivalCurve curve, double age, double share, double ratio)
    {
        if (ratio == 0)
        {
            return double.IsInfinity(curve.LastTime) ? Lifetime.Infinite : Lifetime.Restricted(curve.LastTime - age);
        }

        var fall = SpecialFunctions.Log1p(-share) / ratio;
        var goal = curve.LogSurvival(age) + fall;
        var end = Math.Min(Largest, curve.LastTime - age);
        if (curve.LogSurvival(age + end) > goal)
        {
            return double.IsInfinity(curve.LastTime) ? Lifetime.Infinite : Lifetime.Restricted(end);
        }

        // A bracket within a factor of two, from the middle of what numbers can say, then halves of it.
        var (low, high) = (0.0, Math.Min(1, end));
        for (; curve.LogSurvival(age + high) > goal; high = Math.Min(end, 2 * high))
        {
            low = high;
        }

        for (; low == 0 && high > 1 / Largest && curve.LogSurvival(age + (high / 2)) <= goal;)
        {
            high /= 2;
        }

        for (var i = 0; i < 64; i++)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                break;
            }

            if (curve.LogSurvival(age + middle) <= goal)
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return Lifetime.Finite(high);
    }

    public static Lifetime Mean(ISurvivalCurve curve, double age, double ratio)
    {
        var isEnding = double.IsFinite(curve.LastTime);
        if (ratio == 0)
        {
            return isEnding ? Lifetime.Restricted(curve.LastTime - age) : Lifetime.Infinite;
        }

        // Half leave by h: the scale of the curve, whatever its unit.
        var now = curve.LogSurvival(age);
        var half = Quantile(curve, age, 0.5, ratio);
        double Logarithm(double h) => ratio * (curve.LogSurvival(age + h) - now);

        // What rounding leaves of the differences of ln S and of times.
        var scale = half.Status == LifetimeStatus.Finite && half.Time > 0 ? half.Time : 1;
        var area = new SmoothArea(Logarithm, Precision + (Rounding * ((ratio * Math.Abs(now)) + (age / scale))));
        if (isEnding)
        {
            var length = curve.LastTime - age;
            var middle = Math.Min(length, scale);
            Inner(area, middle);
            Outer(area, middle, length);
            var sum = area.Value();
            return double.IsNegativeInfinity(curve.LogSurvival(curve.LastTime)) ? Lifetime.Finite(sum) : Lifetime.Restricted(sum);
        }

        if (half.Status != LifetimeStatus.Finite)
        {
            return Lifetime.Infinite;
        }

        Inner(area, half.Time);
        return Tail(area, half.Time);
    }

    // From 0 to an end in stretches that halve towards 0, where a curve may begin vertically.
    private static void Inner(SmoothArea area, double end)
    {
        for (var i = 0; i < 60 && area.Logarithm(end) < -1e-15; i++)
        {
            area.Add(end / 2, end);
            end /= 2;
        }

        area.AddKnown(end);
    }

    // On to the end of the data in stretches that double.
    private static void Outer(SmoothArea area, double from, double end)
    {
        while (from < end)
        {
            var to = Math.Min(end, 2 * from);
            area.Add(from, to);
            from = to;
        }
    }

    // Stretches that double. A curve that falls by a power p of time in the end has the rest t S(t)/(p - 1), or none where p is at most 1.
    private static Lifetime Tail(SmoothArea area, double start)
    {
        var (before, power) = (area.Logarithm(start), 0.0);
        for (var t = start; t < Largest; t *= 2)
        {
            area.Add(t, 2 * t);
            var after = area.Logarithm(2 * t);
            var next = (before - after) / Math.Log(2);
            var rest = next > 1 ? Math.Exp(after + Math.Log(2 * t)) / (next - 1) : double.PositiveInfinity;
            var isPower = next > 0 && Math.Abs(next - power) < 1e-11 * next;
            if (rest < 1e-15 * area.Rough)
            {
                return Result(area.Value());
            }

            if (isPower)
            {
                return next > 1 + 1e-9 ? Result(area.Value() + rest) : Lifetime.Infinite;
            }

            (before, power) = (after, next);
        }

        return Lifetime.Infinite;
    }

    private static Lifetime Result(double sum) => double.IsFinite(sum) ? Lifetime.Finite(sum) : Lifetime.Infinite;
}
