namespace CrmKit.LifetimeValue;

// Collects expected and actual figures of customers.
internal sealed class HoldoutTally
{
    private const int Tenths = 10;

    private readonly List<(double Expected, double Actual)> _pairs = [];

    public void Add(double expected, double actual) => _pairs.Add((expected, actual));

    public HoldoutErrors Errors()
    {
        double absolute = 0, square = 0, expectedTotal = 0, actualTotal = 0;
        foreach (var (expected, actual) in _pairs)
        {
            var difference = expected - actual;
            absolute += Math.Abs(difference);
            square += difference * difference;
            expectedTotal += expected;
            actualTotal += actual;
        }

        var n = Math.Max(1, _pairs.Count);
        return new HoldoutErrors(_pairs.Count, absolute / n, Math.Sqrt(square / n), (expectedTotal - actualTotal) / n, expectedTotal, actualTotal);
    }

    // Equal expectations stay in the order of the customers, so that the same data give the same tenths.
    public ImmutableArray<CalibrationDecile> Deciles()
    {
        var sorted = _pairs.OrderBy(pair => pair.Expected).ToArray();
        var deciles = ImmutableArray.CreateBuilder<CalibrationDecile>(Tenths);
        for (var i = 0; i < Tenths; i++)
        {
            var tenth = sorted[(int)((long)sorted.Length * i / Tenths)..(int)((long)sorted.Length * (i + 1) / Tenths)];
            if (tenth.Length > 0)
            {
                deciles.Add(new CalibrationDecile(tenth.Length, tenth.Average(pair => pair.Expected), tenth.Average(pair => pair.Actual)));
            }
        }

        return deciles.ToImmutable();
    }
}
