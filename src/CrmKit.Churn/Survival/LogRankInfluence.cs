namespace CrmKit.Churn;

// What each record of one stratum adds to the differences between observed and expected: at its own event the weight of the time times (own group - shares), less the same
// times the hazard at every time at which it was at risk.
internal sealed class LogRankInfluence(int groups)
{
    private readonly List<double> _times = [];

    // At each event time its weight, the shares at risk, and the sums up to it of weight times hazard and of that times the shares.
    private readonly List<double> _weights = [];
    private readonly List<double> _hazards = [0];
    private readonly List<double[]> _shares = [];
    private readonly List<double[]> _expected = [new double[groups]];

    public void Step(double time, double weight, double hazard, ReadOnlySpan<double> shares)
    {
        _times.Add(time);
        _weights.Add(weight);
        _hazards.Add(_hazards[^1] + (weight * hazard));
        _shares.Add(shares.ToArray());
        var sums = _expected[^1].AsSpan().ToArray();
        for (var j = 0; j < sums.Length; j++)
        {
            sums[j] += weight * hazard * shares[j];
        }

        _expected.Add(sums);
    }

    public void Add(SurvivalRecords records, GroupColumn column, ReadOnlySpan<int> rows, double[] covariance)
    {
        var times = records.Time.Span;
        var entries = records.Entry.Span;
        var influence = new double[groups];
        foreach (var row in rows)
        {
            var (from, to) = (entries.IsEmpty ? 0 : After(entries[row]), After(times[row]));
            for (var j = 0; j < groups; j++)
            {
                influence[j] = _expected[to][j] - _expected[from][j];
            }

            var own = column.Codes[row];
            influence[own] -= _hazards[to] - _hazards[from];
            if (records.IsEvent.Span[row])
            {
                influence[own] += _weights[to - 1];
                for (var j = 0; j < groups; j++)
                {
                    influence[j] -= _weights[to - 1] * _shares[to - 1][j];
                }
            }

            var square = records.Weight.Span[row] * records.Weight.Span[row];
            for (var j = 0; j < groups; j++)
            {
                for (var i = 0; i <= j; i++)
                {
                    covariance[(j * groups) + i] += square * influence[j] * influence[i];
                }
            }
        }
    }

    // Number of event times up to a time.
    private int After(double time)
    {
        var place = _times.BinarySearch(time);
        return place >= 0 ? place + 1 : ~place;
    }
}
