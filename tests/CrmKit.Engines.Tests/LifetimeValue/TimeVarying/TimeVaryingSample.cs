using CrmKit.Numerics;

namespace CrmKit.LifetimeValue.Tests;

// Customers of a known model: a season that changes for all, and a property that never does.
internal static class TimeVaryingSample
{
    public const int Weeks = 60;
    private static readonly Dictionary<CovariatePath, double[][]> Known = [];

    public static double[] Row(CovariatePath path, int week)
    {
        lock (Known)
        {
            return Known[path][Math.Clamp(week, 0, Known[path].Length - 1)];
        }
    }

    // A season of 5 weeks in every 17, and a level that falls in the middle.
    public static CovariatePath Path(double property)
    {
        double[][] rows = [.. Enumerable.Range(0, Weeks + 20).Select(week => (double[])[property, week % 17 < 5 ? 1 : 0, week < 30 ? 0.5 : -0.25])];
        var path = CovariatePath.Steps(["property", "season", "level"], [.. Enumerable.Range(0, rows.Length).Select(week => (double)week)], rows);
        lock (Known)
        {
            Known[path] = rows;
        }

        return path;
    }

    // Purchases of a rate that changes: those of a constant one, on a clock that runs as the effects do.
    public static TimeVaryingTable Draw(double[] p, int customers, ulong seed)
    {
        var random = new SeededRandom(seed);
        CovariatePath[] paths = [Path(0), Path(1)];
        return TimeVaryingTable.From(Enumerable.Range(0, customers).Select(i =>
        {
            var path = paths[i % 2];
            var arrival = random.NextBelow(28) / 7d;
            var age = Weeks - arrival;
            var (rate, leave) = (random.NextGamma(p[0]) / p[1], random.NextGamma(p[2]) / p[3]);
            var end = Math.Min(age, Reached(path, arrival, random.NextExponential() / leave, p.AsSpan(7), age));
            var times = new List<double>();
            for (var level = random.NextExponential() / rate; ; level += random.NextExponential() / rate)
            {
                var time = Reached(path, arrival, level, p.AsSpan(4, 3), age);
                if (!(time <= end))
                {
                    break;
                }

                times.Add(time);
            }

            return new TimeVaryingCustomer(arrival, times, age, path, path);
        }));
    }

    // When the integral of the effects since arrival reaches a level; infinite where not before the end.
    private static double Reached(CovariatePath path, double arrival, double level, ReadOnlySpan<double> coefficients, double end)
    {
        double at = 0;
        while (at < end)
        {
            var week = (int)Math.Floor(arrival + at + 1e-9);
            var next = week + 1 - arrival;
            double effect = 0;
            for (var j = 0; j < coefficients.Length; j++)
            {
                effect += coefficients[j] * Row(path, week)[j];
            }

            var more = Math.Exp(effect) * (next - at);
            if (more >= level)
            {
                return at + (level / Math.Exp(effect));
            }

            level -= more;
            at = next;
        }

        return double.PositiveInfinity;
    }
}
