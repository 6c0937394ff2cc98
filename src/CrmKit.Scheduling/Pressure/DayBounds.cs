namespace CrmKit.Scheduling;

/// <summary>Bounds on sums of runs of days, each with the rule that it comes from, and the least running sum that keeps them all.</summary>
/// <remarks>
/// With s(i) the contacts placed on the first i days, "at least n" and "at most m" in a run of days bound a difference of two such sums. Bounds on differences hold a whole
/// number solution exactly where no cycle of them has positive length, and the longest paths from s(0) are the least one (Bellman 1958, Ford 1956): every contact as late as
/// can be. A cycle of positive length is a proof that its bounds, and so the rules that they come from, cannot all hold.
/// </remarks>
internal sealed class DayBounds
{
    private readonly List<(int From, int To, int Least, int Rule)> _bounds = [];
    private readonly int[] _sum;
    private readonly int[] _bound;
    private readonly int[] _walk;

    public DayBounds(int days)
    {
        _sum = new int[days + 1];
        _bound = new int[days + 1];
        _walk = new int[days + 1];
        Array.Fill(_bound, -1);
        for (var day = 0; day < days; day++)
        {
            // No contact is ever taken back.
            _bounds.Add((day, day + 1, 0, -1));
        }
    }

    /// <summary>Days <paramref name="first"/> to before <paramref name="end"/> hold at least so many.</summary>
    public void AtLeast(int first, int end, int least, int rule) => _bounds.Add((first, end, least, rule));

    /// <summary>Days <paramref name="first"/> to before <paramref name="end"/> hold at most so many.</summary>
    public void AtMost(int first, int end, int most, int rule) => _bounds.Add((end, first, -most, rule));

    /// <summary>The days on which contacts are placed, as late as can be; or the rules that cannot all hold.</summary>
    public bool TrySolve(List<int> days, SortedSet<int> conflict)
    {
        while (Improve())
        {
            if (CycleFrom() is { } node)
            {
                Collect(node, conflict);
                return false;
            }
        }

        for (var day = 1; day < _sum.Length; day++)
        {
            for (var contact = _sum[day - 1]; contact < _sum[day]; contact++)
            {
                days.Add(day - 1);
            }
        }

        return true;
    }

    private bool Improve()
    {
        var isImproved = false;
        for (var i = 0; i < _bounds.Count; i++)
        {
            var (from, to, least, _) = _bounds[i];
            if (_sum[from] + least > _sum[to])
            {
                _sum[to] = _sum[from] + least;
                _bound[to] = i;
                isImproved = true;
            }
        }

        return isImproved;
    }

    /// <summary>A node on a cycle of the bounds that set the sums, where there is one: it is of positive length.</summary>
    private int? CycleFrom()
    {
        Array.Clear(_walk);
        for (var start = 0; start < _walk.Length; start++)
        {
            var node = start;
            while (_walk[node] == 0 && _bound[node] >= 0)
            {
                _walk[node] = start + 1;
                node = _bounds[_bound[node]].From;
            }

            if (_walk[node] == start + 1)
            {
                return node;
            }
        }

        return null;
    }

    private void Collect(int start, SortedSet<int> conflict)
    {
        var node = start;
        do
        {
            var (from, _, _, rule) = _bounds[_bound[node]];
            if (rule >= 0)
            {
                conflict.Add(rule);
            }

            node = from;
        }
        while (node != start);
    }
}
