using CrmKit.Numerics;

namespace CrmKit.Churn;

// One pass over the times of each stratum from the first one, with those at risk in each group.
internal sealed class LogRankSweep
{
    private readonly SurvivalRecords _records;
    private readonly GroupColumn _groups;
    private readonly GroupColumn? _strata;
    private readonly double _rho;
    private readonly int _k;
    private readonly double[] _observed;
    private readonly double[] _expected;
    private readonly double[] _covariance;
    private readonly bool _isRobust;

    // Of the stratum under way: those at risk and those who leave in each group.
    private readonly RiskTally[] _atRisk;
    private readonly double[] _leaving;
    private readonly double[] _shares;

    public LogRankSweep(SurvivalRecords records, GroupColumn groups, GroupColumn? strata, double rho)
    {
        (_records, _groups, _strata, _rho, _k) = (records, groups, strata, rho, groups.Labels.Length);
        (_observed, _expected, _covariance) = (new double[_k], new double[_k], new double[_k * _k]);
        (_atRisk, _leaving, _shares) = (new RiskTally[_k], new double[_k], new double[_k]);
        _isRobust = records is { IsWeighted: true, WeightKind: WeightKind.Sampling };
    }

    public LogRankTest Run(CancellationToken cancellationToken)
    {
        var byTime = RecordOrder.Kept(_records);
        int[] byEntry = _records.HasEntry ? [.. byTime] : [];
        RecordOrder.Sort(byEntry, _records.Entry.Span, _strata);
        RecordOrder.Sort(byTime, _records.Time.Span, _strata);
        for (int from = 0, to; from < byTime.Length; from = to)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (to = from + 1; to < byTime.Length && (_strata is null || _strata.Codes[byTime[to]] == _strata.Codes[byTime[from]]);)
            {
                to++;
            }

            Stratum(byTime.AsSpan(from..to), byEntry.Length == 0 ? [] : byEntry.AsSpan(from..to));
        }

        return Result(byTime);
    }

    private void Stratum(ReadOnlySpan<int> byTime, ReadOnlySpan<int> byEntry)
    {
        var times = _records.Time.Span;
        var isEvent = _records.IsEvent.Span;
        var entries = _records.Entry.Span;
        var robust = _isRobust ? new LogRankInfluence(_k) : null;
        Array.Clear(_atRisk);
        if (byEntry.IsEmpty)
        {
            Move(byTime, coming: true);
        }

        var survival = 1.0;
        var entry = 0;
        for (int first = 0, last; first < byTime.Length; first = last)
        {
            var time = times[byTime[first]];
            var come = entry;
            for (; entry < byEntry.Length && entries[byEntry[entry]] < time;)
            {
                entry++;
            }

            Move(byEntry[come..entry], coming: true);
            Array.Clear(_leaving);
            var left = 0;
            for (last = first; last < byTime.Length && times[byTime[last]] == time; last++)
            {
                if (isEvent[byTime[last]])
                {
                    _leaving[_groups.Codes[byTime[last]]] += Weight(byTime[last]);
                    left++;
                }
            }

            if (left > 0)
            {
                survival *= Events(time, survival, left, robust);
            }

            Move(byTime[first..last], coming: false);
        }

        robust?.Add(_records, _groups, byTime, _covariance);
    }

    // Adds one time with events; the factor by which the curve of all groups falls.
    private double Events(double time, double survival, int left, LogRankInfluence? robust)
    {
        double n = 0, d = 0;
        long present = 0;
        for (var j = 0; j < _k; j++)
        {
            n += _atRisk[j].Weight.Value;
            d += _leaving[j];
            present += _atRisk[j].Records;
        }

        var weight = Math.Pow(survival, _rho);
        for (var j = 0; j < _k; j++)
        {
            _shares[j] = _atRisk[j].Weight.Value / n;
            _observed[j] += weight * _leaving[j];
            _expected[j] += weight * d * _shares[j];
        }

        var isLast = present == left;
        robust?.Step(time, weight, d / n, _shares);

        // d(n - d)/(n - 1), which for weights below 1 would exceed d without bound.
        var scale = isLast || n <= 1 ? 0 : weight * weight * d * Math.Min(1, Math.Max(0, n - d) / (n - 1));
        for (var j = 0; scale > 0 && robust is null && j < _k; j++)
        {
            for (var i = 0; i <= j && _shares[j] > 0; i++)
            {
                // p(1 - p) as p times the others' share, which does not cancel.
                _covariance[(j * _k) + i] += scale * (i == j ? _shares[j] * Others(j) : -_shares[i] * _shares[j]);
            }
        }

        return isLast ? 0 : Math.Max(0, n - d) / n;
    }

    private double Others(int group)
    {
        double sum = 0;
        for (var j = 0; j < _k; j++)
        {
            sum += j == group ? 0 : _shares[j];
        }

        return sum;
    }

    private void Move(ReadOnlySpan<int> rows, bool coming)
    {
        foreach (var row in rows)
        {
            ref var tally = ref _atRisk[_groups.Codes[row]];
            tally.Weight.Add(coming ? Weight(row) : -Weight(row));
            tally.Records += coming ? 1 : -1;
            if (tally.Records == 0)
            {
                tally = default;
            }
        }
    }

    private double Weight(int row) => _records.IsWeighted ? _records.Weight.Span[row] : 1;

    private LogRankTest Result(int[] rows)
    {
        var counts = new int[_k];
        foreach (var code in _groups.Codes)
        {
            counts[code]++;
        }

        for (var j = 0; j < _k; j++)
        {
            for (var i = 0; i < j; i++)
            {
                _covariance[(i * _k) + j] = _covariance[(j * _k) + i];
            }
        }

        var differences = new double[_k];
        for (var j = 0; j < _k; j++)
        {
            differences[j] = _observed[j] - _expected[j];
        }

        var (square, free) = SemidefiniteForm.Of(differences, _covariance);
        var status = rows.Select(row => _groups.Codes[row]).Distinct().Take(2).Count() < 2 ? LogRankStatus.OneGroup
            : !rows.Any(row => _records.IsEvent.Span[row]) ? LogRankStatus.NoEvents
            : free == 0 ? LogRankStatus.NotIdentified
            : LogRankStatus.Tested;
        var isTested = status == LogRankStatus.Tested;
        return new LogRankTest(
            status,
            [.. Enumerable.Range(0, _k).Select(j => new LogRankGroup(_groups.Labels[j], counts[j], _observed[j], _expected[j], _covariance[(j * _k) + j]))],
            new ParameterCovariance(_groups.Labels, _covariance),
            isTested ? square : 0,
            isTested ? free : 0,
            isTested ? SpecialFunctions.ChiSquaredTail(square, free) : null);
    }
}
