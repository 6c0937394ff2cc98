namespace CrmKit.Cadence;

/// <summary>One pass over columns on one day.</summary>
internal readonly struct DuePass
{
    private readonly IntervalTable _table;
    private readonly CadenceColumns _columns;
    private readonly int _today;

    public DuePass(IntervalTable table, CadenceColumns columns, int today)
    {
        _table = table;
        _columns = columns;
        _today = today;
    }

    public void Days(int from, int to, Span<int> days)
    {
        var rows = new Rows(_columns);
        for (var i = from; i < to; i++)
        {
            days[i] = DayOf(rows, i);
        }
    }

    /// <summary>Writes who is due to the beginning of the stretch, with the key of the order by worth; returns how many.</summary>
    public int Due(int from, int to, Span<int> people, Span<ulong> keys)
    {
        var rows = new Rows(_columns);
        var at = from;
        for (var i = from; i < to; i++)
        {
            if (IsDue(rows, i))
            {
                people[at] = i;
                keys[at++] = WorthOrder.KeyOf(rows.Value(i));
            }
        }

        return at - from;
    }

    private int DayOf(in Rows rows, int i)
    {
        if (rows.Anchor(i) is not (> CadenceColumns.Unknown and var anchor))
        {
            return DueList.Never;
        }

        var due = WalkOf(rows, i).Until(anchor, _today).Due;
        return due > CivilNumbers.Last ? DueList.Never : (int)due;
    }

    // Somebody is due from the first due day on: which one it is makes no difference.
    private bool IsDue(in Rows rows, int i) =>
        rows.Anchor(i) is > CadenceColumns.Unknown and var anchor && anchor < _today && anchor + (long)WalkOf(rows, i).StepFrom(anchor) <= _today;

    private DueWalk WalkOf(in Rows rows, int i) => new(
        _table,
        Known(rows.Bought(i)),
        _table.TierFactor(_table.TierOf(rows.Value(i))),
        _table.RiskFactor(rows.Left(i), rows.Leaving(i)),
        Known(rows.Window(i)));

    private static int? Known(int day) => day == CadenceColumns.Unknown ? null : day;

    private readonly ref struct Rows(CadenceColumns columns)
    {
        private readonly ReadOnlySpan<int> _active = columns.LastInteraction.Span;
        private readonly ReadOnlySpan<int> _bought = columns.LastPurchase.Span;
        private readonly ReadOnlySpan<int> _window = columns.WindowStart.Span;
        private readonly ReadOnlySpan<double> _value = columns.YearlyValue.Span;
        private readonly ReadOnlySpan<double> _left = columns.ProbabilityLeft.Span;
        private readonly ReadOnlySpan<double> _leaving = columns.ProbabilityOfLeaving.Span;

        public int Anchor(int i) => Math.Max(_active[i], Bought(i));

        public int Bought(int i) => _bought.IsEmpty ? CadenceColumns.Unknown : _bought[i];

        public int Window(int i) => _window.IsEmpty ? CadenceColumns.Unknown : _window[i];

        public double Value(int i) => _value.IsEmpty ? double.NaN : _value[i];

        public double Left(int i) => _left.IsEmpty ? double.NaN : _left[i];

        public double Leaving(int i) => _leaving.IsEmpty ? double.NaN : _leaving[i];
    }
}
