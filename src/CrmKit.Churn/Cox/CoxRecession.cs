namespace CrmKit.Churn;

// Directions in which a partial likelihood rises for ever, and what is left of the problem in their limit.
internal static class CoxRecession
{
    private const int MaxRounds = 1000;

    // Differences of scaled values below it, relative to their size, are rounding.
    private const double Rounding = 1e-10;

    // A direction d with |d| at most 1 in each column such that everyone who left has the greatest d'x of those at risk, and not all d'x in every risk set are equal; null where there is none.
    // The gradient at zero sums the differences from the mean of those at risk, none of them negative for such a direction: so it is one that a linear program finds as the greatest gradient'd.
    // Of its constraints, a pair of one who left and one at risk each, only those that a solution breaks are ever written down.
    public static double[]? Find(CoxProblem problem, double[] gradient, CancellationToken cancellation)
    {
        var n = gradient.Length;
        var program = new ConeProgram(gradient);
        var smallest = 1e-9 * gradient.Sum(Math.Abs);
        for (var round = 0; round < MaxRounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var direction = program.Solve();
            if (direction is null || !(program.Value > smallest))
            {
                return null;
            }

            var cuts = Broken(problem, direction, n);
            if (cuts.Count == 0)
            {
                return direction;
            }

            foreach (var cut in cuts)
            {
                program.Add(cut);
            }
        }

        return null;
    }

    // The rows that count in the limit, each in the stratum of its own stratum and value.
    public static CoxProblem Limit(CoxProblem problem, double[] direction)
    {
        var layout = problem.Layout;
        var values = Values(problem, direction, out var sizes);
        var extremes = RiskExtremes.Of(problem, values);
        var oldStrata = problem.Rows.Strata.Span;
        var isEvent = problem.Rows.IsEvent.ToArray();
        var levels = new LevelCodes();
        for (var s = 0; s < layout.Strata; s++)
        {
            for (var j = layout.Starts[s]; j < layout.Starts[s + 1]; j++)
            {
                levels.Add(s, values[extremes.Least[j]], sizes[extremes.Least[j]]);
            }
        }

        var count = levels.Close();
        var strata = new int[values.Length];
        for (var row = 0; row < strata.Length; row++)
        {
            strata[row] = -1;
            if (layout.Exit[row] < 0)
            {
                continue;
            }

            strata[row] = levels.CodeOf(oldStrata.IsEmpty ? 0 : oldStrata[row], values[row], sizes[row]);

            // Under the discrete likelihood one who left may be above all others at that time: it counts no longer then, but was at risk before.
            var least = extremes.Least[layout.Exit[row]];
            isEvent[row] &= LevelCodes.AreEqual(values[row], sizes[row], values[least], sizes[least]);
        }

        return problem.Restricted(isEvent, strata, count);
    }

    // d'x of each row, and the sum of its terms' sizes.
    private static double[] Values(CoxProblem problem, double[] direction, out double[] sizes)
    {
        var values = new double[problem.Layout.Exit.Length];
        sizes = new double[values.Length];
        var z = problem.RoomForValues();
        Span<double> chunk = stackalloc double[CoxProblem.Chunk];
        for (var from = 0; from < values.Length; from += CoxProblem.Chunk)
        {
            var count = Math.Min(CoxProblem.Chunk, values.Length - from);
            problem.Read([], from, count, direction, chunk, z);
            chunk[..count].CopyTo(values.AsSpan(from));
            for (var i = 0; i < count; i++)
            {
                for (var k = 0; k < direction.Length; k++)
                {
                    sizes[from + i] += Math.Abs(direction[k] * z[(i * problem.Shape.Width) + k + 1]);
                }
            }
        }

        return values;
    }

    // The worst pairs at odds with a direction, x at risk less x left, scaled to a largest entry of 1.
    private static List<double[]> Broken(CoxProblem problem, double[] direction, int n)
    {
        var values = Values(problem, direction, out var sizes);
        var extremes = RiskExtremes.Of(problem, values);
        var found = new List<(double Excess, int Greatest, int Least)>();
        for (var j = 0; j < extremes.Greatest.Length; j++)
        {
            var (greatest, least) = (extremes.Greatest[j], extremes.Least[j]);
            if (greatest >= 0 && values[greatest] > values[least])
            {
                found.Add((values[greatest] - values[least], greatest, least));
            }
        }

        var cuts = new List<double[]>();
        foreach (var (excess, greatest, least) in found.OrderByDescending(pair => pair.Excess).ThenBy(pair => pair.Greatest).DistinctBy(pair => (pair.Greatest, pair.Least)).Take(n + 8))
        {
            var cut = new double[n];
            double largest = 0;
            for (var k = 0; k < n; k++)
            {
                cut[k] = problem.Value(greatest, k) - problem.Value(least, k);
                largest = Math.Max(largest, Math.Abs(cut[k]));
            }

            if (excess > (Rounding * largest) + (1e-14 * (sizes[greatest] + sizes[least])))
            {
                cuts.Add([.. cut.Select(value => value / largest)]);
            }
        }

        return cuts;
    }
}
