using CrmKit.Numerics;

namespace CrmKit.Churn;

// Times of any kind, sorted within each group. A key is the bits of a time, which for numbers of 0 and more rise with it, and below them whether the end was seen,
// so that 16 bytes a record suffice without weights.
internal sealed class SortedRisk
{
    private readonly SurvivalRecords _records;
    private readonly ReadOnlyMemory<int> _codes;
    private readonly ulong[] _keys;
    private readonly ulong[] _keyScratch;
    private readonly double[] _weights;
    private readonly double[] _weightScratch;
    private readonly int[] _starts;

    private SortedRisk(SurvivalRecords records, GroupColumn? groups)
    {
        _records = records;
        _codes = groups?.Codes.AsMemory() ?? default;
        _starts = Starts(groups?.Labels.Length ?? 1);
        var kept = _starts[^1];
        _keys = new ulong[kept];
        _keyScratch = new ulong[kept];
        _weights = new double[records.IsWeighted ? kept : 0];
        _weightScratch = new double[_weights.Length];
    }

    public static RiskTable[] Count(SurvivalRecords records, GroupColumn? groups, CancellationToken cancellationToken)
    {
        var sorted = new SortedRisk(records, groups);
        var entering = records.HasEntry ? sorted.Entering(cancellationToken) : null;
        sorted.Load(byEntry: false);
        return [.. Enumerable.Range(0, sorted._starts.Length - 1).Select(group => sorted.Table(group, entering, cancellationToken))];
    }

    // Where the records of each group begin, those of weight 0 left out.
    private int[] Starts(int groups)
    {
        var starts = new int[groups + 1];
        var codes = _codes.Span;
        var weight = _records.Weight.Span;
        for (var i = 0; i < _records.Count; i++)
        {
            if (weight.IsEmpty || weight[i] != 0)
            {
                starts[(codes.IsEmpty ? 0 : codes[i]) + 1]++;
            }
        }

        for (var group = 0; group < groups; group++)
        {
            starts[group + 1] += starts[group];
        }

        return starts;
    }

    private void Load(bool byEntry)
    {
        var next = _starts.AsSpan(0, _starts.Length - 1).ToArray();
        var codes = _codes.Span;
        var weight = _records.Weight.Span;
        var isEvent = _records.IsEvent.Span;
        var times = byEntry ? _records.Entry.Span : _records.Time.Span;
        for (var i = 0; i < times.Length; i++)
        {
            if (!weight.IsEmpty && weight[i] == 0)
            {
                continue;
            }

            var place = next[codes.IsEmpty ? 0 : codes[i]]++;

            // A zero of either sign is one time.
            _keys[place] = (BitConverter.DoubleToUInt64Bits(times[i] + 0.0) << 1) | (!byEntry && isEvent[i] ? 0UL : 1UL);
            if (_weights.Length > 0)
            {
                _weights[place] = weight[i];
            }
        }
    }

    private void Sort(int from, int to, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_weights.Length == 0)
        {
            RadixSort.Sort(_keys.AsSpan(from..to), _keyScratch.AsSpan(from..to));
        }
        else
        {
            RadixSort.Sort(_keys.AsSpan(from..to), _weights.AsSpan(from..to), _keyScratch.AsSpan(from..to), _weightScratch.AsSpan(from..to));
        }
    }

    // For each group its times of entry, rising, with what enters at each.
    private (double Time, RiskTally Tally)[][] Entering(CancellationToken cancellationToken)
    {
        Load(byEntry: true);
        var all = new (double Time, RiskTally Tally)[_starts.Length - 1][];
        for (var group = 0; group < all.Length; group++)
        {
            var (from, to) = (_starts[group], _starts[group + 1]);
            Sort(from, to, cancellationToken);
            var found = new List<(double Time, RiskTally Tally)>();
            for (var i = from; i < to;)
            {
                var key = _keys[i] >> 1;
                RiskTally tally = default;
                for (; i < to && _keys[i] >> 1 == key; i++)
                {
                    tally.Add(Weight(i));
                }

                found.Add((BitConverter.UInt64BitsToDouble(key), tally));
            }

            all[group] = [.. found];
        }

        return all;
    }

    private RiskTable Table(int group, (double Time, RiskTally Tally)[][]? entering, CancellationToken cancellationToken)
    {
        var (from, to) = (_starts[group], _starts[group + 1]);
        Sort(from, to, cancellationToken);
        var writer = new RiskWriter(Distinct(from, to));
        var late = entering is null ? [] : entering[group];
        var entry = late.Length - 1;
        for (var i = to - 1; i >= from;)
        {
            var key = _keys[i] >> 1;
            var time = BitConverter.UInt64BitsToDouble(key);
            for (; entry >= 0 && late[entry].Time >= time; entry--)
            {
                writer.Enter(late[entry].Tally);
            }

            RiskTally events = default;
            RiskTally censored = default;
            for (; i >= from && _keys[i] >> 1 == key; i--)
            {
                if ((_keys[i] & 1) == 0)
                {
                    events.Add(Weight(i));
                }
                else
                {
                    censored.Add(Weight(i));
                }
            }

            writer.Step(time, events, censored);
        }

        return writer.Table;
    }

    private int Distinct(int from, int to)
    {
        var distinct = from < to ? 1 : 0;
        for (var i = from + 1; i < to; i++)
        {
            distinct += _keys[i] >> 1 == _keys[i - 1] >> 1 ? 0 : 1;
        }

        return distinct;
    }

    private double Weight(int place) => _weights.Length == 0 ? 1 : _weights[place];
}
