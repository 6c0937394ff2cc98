namespace CrmKit.Churn;

// What each record of one group does to its curve: the infinitesimal jackknife. For a record that came in after step e and left or was last seen at step x, the derivative of
// -ln S(t) in its weight is, with G Greenwood's sum,
//   -(G(t) - G(e)) while it is at risk, and from x on its last value plus 1/(n(x) - d(x)) if it left.
internal sealed class RecordInfluence
{
    private readonly RiskTable _table;
    private readonly double[] _weights;

    // The step of each record's time, and below the sign bit whether it left; the last step before it came in, -1 for none.
    private readonly int[] _exits;
    private readonly bool[] _left;
    private readonly int[] _entries;

    private RecordInfluence(RiskTable table, int records, bool hasEntry)
    {
        _table = table;
        _weights = new double[records];
        _exits = new int[records];
        _left = new bool[records];
        _entries = new int[hasEntry ? records : 0];
    }

    public static RecordInfluence[] Of(SurvivalRecords records, GroupColumn? groups, RiskTable[] tables)
    {
        var time = records.Time.Span;
        var isEvent = records.IsEvent.Span;
        var weight = records.Weight.Span;
        var entry = records.Entry.Span;
        var counts = new int[tables.Length];
        for (var i = 0; i < weight.Length; i++)
        {
            counts[groups?.Codes[i] ?? 0] += weight[i] == 0 ? 0 : 1;
        }

        var all = new RecordInfluence[tables.Length];
        for (var group = 0; group < all.Length; group++)
        {
            all[group] = new RecordInfluence(tables[group], counts[group], records.HasEntry);
        }

        for (var i = 0; i < weight.Length; i++)
        {
            if (weight[i] == 0)
            {
                continue;
            }

            var group = groups?.Codes[i] ?? 0;
            var (to, place) = (all[group], --counts[group]);
            (to._weights[place], to._left[place]) = (weight[i], isEvent[i]);
            to._exits[place] = to._table.Times.AsSpan().BinarySearch(time[i]);
            if (to._entries.Length > 0)
            {
                var found = to._table.Times.AsSpan().BinarySearch(entry[i]);
                to._entries[place] = found >= 0 ? found : ~found - 1;
            }
        }

        return all;
    }

    // The variance of ln S at each step at which S is above 0: the sum of squared weight times influence. Those at risk are kept as three sums, moved on by G's rise.
    public double[] RelativeVariance(double[] greenwood, int stepsAbove)
    {
        var steps = _table.Times.Length;
        var ended = new CompensatedSum[steps + 1];
        var (entering, leaving) = (new CompensatedSum[steps + 1], new CompensatedSum[steps + 1]);
        var (leavingFirst, leavingSecond) = (new CompensatedSum[steps + 1], new CompensatedSum[steps + 1]);
        var (coming, going) = (new int[steps + 1], new int[steps + 1]);
        for (var i = 0; i < _weights.Length; i++)
        {
            var (from, exit, square) = (EntryOf(i), Math.Min(_exits[i], stepsAbove), _weights[i] * _weights[i]);
            if (from >= stepsAbove - 1 && from >= 0)
            {
                continue;
            }

            entering[from + 1].Add(square);
            coming[from + 1]++;
            if (exit < stepsAbove)
            {
                var rise = greenwood[exit] - (from < 0 ? 0 : greenwood[from]);
                var influence = (_left[i] ? 1 / _table.Staying[exit] : 0) - rise;
                ended[exit].Add(square * influence * influence);
                leaving[exit].Add(square);
                leavingFirst[exit].Add(square * rise);
                leavingSecond[exit].Add(square * rise * rise);
                going[exit]++;
            }
        }

        var variances = new double[steps];
        CompensatedSum squares = default, first = default, second = default, past = default;
        long records = 0;
        for (var m = 0; m < stepsAbove; m++)
        {
            records += coming[m];
            squares.Add(entering[m]);
            var rise = greenwood[m] - (m == 0 ? 0 : greenwood[m - 1]);
            second.Add((2 * rise * first.Value) + (rise * rise * squares.Value));
            first.Add(rise * squares.Value);
            past.Add(ended[m]);
            squares.Subtract(leaving[m]);
            first.Subtract(leavingFirst[m]);
            second.Subtract(leavingSecond[m]);
            records -= going[m];
            if (records == 0)
            {
                (squares, first, second) = (default, default, default);
            }

            variances[m] = past.Value + Math.Max(0, second.Value);
        }

        return variances;
    }

    // The root of the sum of squared weight times the derivative of the area under S: its influence at each step times S, added up over the steps.
    public double MeanError(double[] survival, double[] greenwood, double[] areas, int stepsAbove)
    {
        // Sums of area and of area times G over the steps before each one.
        var areaBefore = new double[stepsAbove + 1];
        var momentBefore = new double[stepsAbove + 1];
        for (var m = 0; m < stepsAbove; m++)
        {
            var area = areas[m] - (m + 1 < areas.Length ? areas[m + 1] : 0);
            areaBefore[m + 1] = areaBefore[m] + area;
            momentBefore[m + 1] = momentBefore[m] + (area * greenwood[m]);
        }

        CompensatedSum sum = default;
        for (var i = 0; i < _weights.Length; i++)
        {
            var (from, exit) = (EntryOf(i), Math.Min(_exits[i], stepsAbove));
            if (from + 1 >= stepsAbove)
            {
                continue;
            }

            var base0 = from < 0 ? 0 : greenwood[from];
            var whileThere = (momentBefore[exit] - momentBefore[from + 1]) - (base0 * (areaBefore[exit] - areaBefore[from + 1]));
            var after = exit < stepsAbove ? ((_left[i] ? 1 / _table.Staying[exit] : 0) - (greenwood[exit] - base0)) * areas[exit] : 0;
            var influence = _weights[i] * (after - whileThere);
            sum.Add(influence * influence);
        }

        return Math.Sqrt(sum.Value);
    }

    private int EntryOf(int record) => _entries.Length == 0 ? -1 : _entries[record];
}
