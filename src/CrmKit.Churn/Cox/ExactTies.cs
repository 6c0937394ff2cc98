namespace CrmKit.Churn;

// The discrete likelihood: the chance that just those d of the n at risk left, one product of risks over the sum of such products over all choices of d of n.
internal sealed class ExactTies
{
    private const double LargestPlainLogRisk = 300;

    private readonly CoxProblem _problem;
    private readonly RowOrder _joining;
    private readonly RowOrder? _leaving;
    private readonly int[] _left;

    public ExactTies(CoxProblem problem)
    {
        _problem = problem;
        var layout = problem.Layout;
        _joining = RowOrder.Of(layout.Exit, layout.Exit, layout.Times.Length);
        _leaving = layout.Enter is null ? null : RowOrder.Of(layout.Enter, layout.Exit, layout.Times.Length);
        _left = [.. layout.Weights.Select(weight => (int)weight)];
    }

    // The part of the log-likelihood that does not depend on who left, its gradient and the information.
    public double Evaluate(double[] beta, double[] gradient, double[] information, CancellationToken cancellation)
    {
        var isLog = _problem.LargestLogRisk(beta) > LargestPlainLogRisk;
        var sums = new ChoiceSums(_problem.Columns.Length);
        double value = 0;
        var layout = _problem.Layout;
        var atRisk = new List<int>();
        var cursor = new CoxCursor(_problem, _joining.Rows, beta, isLog);
        for (var s = layout.Strata - 1; s >= 0; s--)
        {
            var most = MostFrom(s);
            sums.Begin(0, isLog);
            atRisk.Clear();
            for (var j = layout.Starts[s + 1] - 1; j >= layout.Starts[s]; j--)
            {
                cancellation.ThrowIfCancellationRequested();
                if (_leaving is null)
                {
                    sums.Limit = most[j - layout.Starts[s]];
                    for (var place = _joining.Starts[j + 1]; place < _joining.Starts[j]; place++)
                    {
                        Add(sums, cursor, place, _joining.Rows[place], isLog);
                    }
                }
                else
                {
                    SumAfresh(sums, j, s, atRisk, beta, isLog);
                }

                value -= sums.LogSum(_left[j]);
                sums.AddMoments(_left[j], gradient, information);
            }
        }

        return value;
    }

    // The most who left at one time, up to each event time of a stratum: so many are chosen at most from there back to the first.
    private int[] MostFrom(int stratum)
    {
        var layout = _problem.Layout;
        var most = _left[layout.Starts[stratum]..layout.Starts[stratum + 1]];
        for (var i = 1; i < most.Length; i++)
        {
            most[i] = Math.Max(most[i], most[i - 1]);
        }

        return most;
    }

    // Nobody can be taken out of the sums without cancellation, so that with late entries each time sums over its own risk set.
    private void SumAfresh(ChoiceSums sums, int j, int stratum, List<int> atRisk, double[] beta, bool isLog)
    {
        var layout = _problem.Layout;
        if (j + 1 < layout.Starts[stratum + 1])
        {
            atRisk.RemoveAll(row => layout.Enter![row] == j + 1);
        }

        atRisk.AddRange(_joining.Rows.AsSpan(_joining.Starts[j + 1], _joining.Starts[j] - _joining.Starts[j + 1]));
        sums.Begin(_left[j], isLog);
        var rows = atRisk.ToArray();
        var cursor = new CoxCursor(_problem, rows, beta, isLog);
        for (var place = 0; place < rows.Length; place++)
        {
            Add(sums, cursor, place, rows[place], isLog);
        }
    }

    private void Add(ChoiceSums sums, CoxCursor cursor, int place, int row, bool isLog)
    {
        var weight = _problem.Rows.Weight.IsEmpty ? 1 : _problem.Rows.Weight.Span[row];
        var risk = cursor.Risk(place) / (isLog ? 1 : weight);
        for (var copy = 0; copy < weight; copy++)
        {
            if (isLog)
            {
                sums.AddLog(cursor.RowValues(place), risk);
            }
            else
            {
                sums.Add(cursor.RowValues(place), risk);
            }
        }
    }
}
