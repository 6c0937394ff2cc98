namespace CrmKit.Churn;

// For each event time the row at risk of the greatest value, and of those who left the row of the least.
internal sealed class RiskExtremes
{
    private readonly CoxProblem _problem;
    private readonly double[] _values;

    private RiskExtremes(CoxProblem problem, double[] values)
    {
        (_problem, _values) = (problem, values);
        (Greatest, Least) = (new int[problem.Layout.Times.Length], new int[problem.Layout.Times.Length]);
    }

    // -1 where nobody else was at risk; under the discrete likelihood those who left do not count at their own time.
    public int[] Greatest { get; }

    public int[] Least { get; }

    public static RiskExtremes Of(CoxProblem problem, double[] values)
    {
        var extremes = new RiskExtremes(problem, values);
        extremes.Walk();
        return extremes;
    }

    private void Walk()
    {
        var layout = _problem.Layout;
        var times = layout.Times.Length;
        var slots = new int[times * layout.Kinds];
        Array.Fill(slots, -1);
        Array.Fill(Least, -1);
        var isEvent = _problem.Rows.IsEvent.Span;
        for (var row = 0; row < layout.Exit.Length; row++)
        {
            var last = layout.Exit[row];
            if (last < 0)
            {
                continue;
            }

            var (point, first, second) = layout.SlotsOf(row, isEvent[row]);
            Raise(slots, point, row);
            Raise(slots, first, row);
            Raise(slots, second, row);
            Least[last] = isEvent[row] && (Least[last] < 0 || _values[row] < _values[Least[last]]) ? row : Least[last];
        }

        layout.MergeLevels((target, source) => Raise(slots, target, slots[source]));
        var isExact = _problem.Options.Ties == CoxTies.Exact;
        for (var s = 0; s < layout.Strata; s++)
        {
            var staying = -1;
            for (var j = layout.Starts[s + 1] - 1; j >= layout.Starts[s]; j--)
            {
                staying = Greater(staying, slots[times + j]);
                var all = isExact ? staying : Greater(staying, slots[j]);
                for (var kind = isExact ? 3 : 2; kind < layout.Kinds; kind++)
                {
                    all = Greater(all, slots[(kind * times) + j]);
                }

                Greatest[j] = all;
                staying = Greater(staying, slots[j]);
            }
        }
    }

    private void Raise(int[] slots, int slot, int row)
    {
        if (slot >= 0)
        {
            slots[slot] = Greater(slots[slot], row);
        }
    }

    private int Greater(int a, int b) => a < 0 || (b >= 0 && _values[b] > _values[a]) ? b : a;
}
