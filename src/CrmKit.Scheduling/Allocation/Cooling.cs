namespace CrmKit.Scheduling;

/// <summary>Numbers that fall from step to step, made of additions, multiplications and divisions alone: those round the same way on every machine, which logarithms and powers need not.</summary>
internal static class Cooling
{
    private const int Steps = 4096;
    private static readonly double[] MinusLogs = Logarithms();

    /// <summary>A number halved a number of times over the way, straight between halvings.</summary>
    /// <param name="start">Where it starts.</param>
    /// <param name="halvings">How often it is halved over the whole way.</param>
    /// <param name="way">How far along, 0 to 1.</param>
    public static double Halved(double start, double halvings, double way)
    {
        var times = halvings * way;
        for (; times >= 1; times--)
        {
            start /= 2;
        }

        return start * (1 - (times / 2));
    }

    /// <summary>Minus the logarithm of a uniform number, from its twelve bits: how much worse a move may be at temperature 1.</summary>
    public static double Tolerance(ulong bits) => MinusLogs[bits & (Steps - 1)];

    private static double[] Logarithms()
    {
        // ln(i + 1) = ln(i) + 2 artanh(1 / (2i + 1)); the table holds ln(2 * Steps) - ln(2i + 1), the middles of equal stretches.
        var logs = new double[(2 * Steps) + 1];
        for (var i = 1; i < 2 * Steps; i++)
        {
            var z = 1.0 / ((2 * i) + 1);
            var (power, sum) = (z, 0.0);
            for (var k = 1; k < 60; k += 2)
            {
                sum += power / k;
                power *= z * z;
            }

            logs[i + 1] = logs[i] + (2 * sum);
        }

        return [.. Enumerable.Range(0, Steps).Select(i => logs[2 * Steps] - logs[(2 * i) + 1])];
    }
}
