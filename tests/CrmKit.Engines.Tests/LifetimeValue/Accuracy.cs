namespace CrmKit.LifetimeValue.Tests;

// Relative error against what the inputs themselves allow: max(1e-12, 4 units of rounding times the condition number), at most 1e-10.
internal sealed class Accuracy
{
    private const double Unit = 2.220446049250313e-16;
    private readonly List<string> _failures = [];

    public int Checked { get; private set; }

    public double Worst { get; private set; }

    public void Check(string name, double actual, double expected, Func<double[], double> function, params double[] inputs)
    {
        Checked++;
        Assert.True(double.IsFinite(actual), $"{name}: {actual}");
        var error = Math.Abs(actual - expected);

        // A result below the normal range has fewer digits than a double otherwise has.
        if (error == 0 || Math.Max(Math.Abs(expected), Math.Abs(actual)) < 2.3e-308)
        {
            return;
        }

        var relative = error / Math.Abs(expected);
        Worst = Math.Max(Worst, double.IsFinite(relative) ? relative : Worst);
        if (relative <= 1e-12)
        {
            return;
        }

        var tolerance = Math.Clamp(4 * Unit * Condition(function, expected, inputs), 1e-12, 1e-10);
        if (!(relative <= tolerance))
        {
            _failures.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {actual:R} is off {expected:R} by {relative:e2}, allowed {tolerance:e2}"));
        }
    }

    public void AssertNone() => Assert.True(_failures.Count == 0, $"{_failures.Count} of {Checked}\n" + string.Join('\n', _failures.Take(40)));

    // sum |p df/dp| / |f|, by central differences.
    private static double Condition(Func<double[], double> function, double value, double[] inputs)
    {
        double sum = 0;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] == 0)
            {
                continue;
            }

            const double Step = 1e-5;
            var (up, down) = ((double[])inputs.Clone(), (double[])inputs.Clone());
            up[i] *= 1 + Step;
            down[i] *= 1 - Step;
            sum += Math.Abs((function(up) - function(down)) / (2 * Step));
        }

        return sum / Math.Abs(value);
    }
}
