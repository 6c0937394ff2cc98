using CrmKit.Numerics;

namespace CrmKit.Churn;

// What is ahead by a curve of which only ln S at any time is known.
internal static class SmoothLife
{
    private const double Precision = 1e-13;
    private const int MostHalvings = 30;
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

        var now = curve.LogSurvival(age);
        double Logarithm(double h) => ratio * (curve.LogSurvival(age + h) - now);
        double Staying(double h) => Math.Exp(Logarithm(h));
        if (isEnding)
        {
            var length = curve.LastTime - age;
            var area = Inner(Staying, length);
            return double.IsNegativeInfinity(curve.LogSurvival(curve.LastTime)) ? Lifetime.Finite(area) : Lifetime.Restricted(area);
        }

        // Half leave by h: the scale of the curve, whatever its unit.
        var half = Quantile(curve, age, 0.5, ratio);
        return half.Status == LifetimeStatus.Finite ? Tail(Logarithm, half.Time, Inner(Staying, half.Time)) : Lifetime.Infinite;
    }

    // From 0 to an end in stretches that halve towards 0, where a curve may begin vertically.
    private static double Inner(Func<double, double> staying, double end)
    {
        double sum = 0;
        for (var i = 0; i < 60; i++)
        {
            sum += Stretch(staying, end / 2, end, Precision * (sum + (end / 2)), MostHalvings);
            end /= 2;
        }

        return sum + end;
    }

    // Stretches that double. A curve that falls by a power p of time in the end has the rest t S(t)/(p - 1), or none where p is at most 1.
    private static Lifetime Tail(Func<double, double> logarithm, double start, double sum)
    {
        var (before, power) = (logarithm(start), 0.0);
        for (var t = start; t < Largest; t *= 2)
        {
            sum += Stretch(h => Math.Exp(logarithm(h)), t, 2 * t, Precision * sum, MostHalvings);
            var after = logarithm(2 * t);
            var next = (before - after) / Math.Log(2);
            var rest = next > 1 ? Math.Exp(after + Math.Log(2 * t)) / (next - 1) : double.PositiveInfinity;
            var isPower = next > 0 && Math.Abs(next - power) < 1e-11 * next;
            if (rest < 1e-15 * sum)
            {
                return Result(sum);
            }

            if (isPower)
            {
                return next > 1 + 1e-9 ? Result(sum + rest) : Lifetime.Infinite;
            }

            (before, power) = (after, next);
        }

        return Lifetime.Infinite;
    }

    private static Lifetime Result(double sum) => double.IsFinite(sum) ? Lifetime.Finite(sum) : Lifetime.Infinite;

    private static double Stretch(Func<double, double> f, double from, double to, double tolerance, int halvings)
    {
        var middle = from + ((to - from) / 2);
        var whole = Rule(f, from, to);
        var (left, right) = (Rule(f, from, middle), Rule(f, middle, to));
        return halvings == 0 || Math.Abs(whole - left - right) <= tolerance + (Precision * Math.Abs(whole))
            ? left + right
            : Stretch(f, from, middle, tolerance / 2, halvings - 1) + Stretch(f, middle, to, tolerance / 2, halvings - 1);
    }

    private static double Rule(Func<double, double> f, double from, double to)
    {
        var rule = GaussLegendre.Sixteen;
        var (middle, half, sum) = (from + ((to - from) / 2), (to - from) / 2, 0.0);
        for (var i = 0; i < rule.Nodes.Length; i++)
        {
            sum += rule.Weights[i] * f(middle + (half * rule.Nodes[i]));
        }

        return sum * half;
    }
}
