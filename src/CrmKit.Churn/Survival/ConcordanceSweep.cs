using System.Numerics;
using System.Runtime.CompilerServices;

namespace CrmKit.Churn;

// Two sweeps over the times of each stratum. The first, from the last time, holds those at risk and asks for each customer who left how many of them score lower: the pairs that
// it starts. The second, from the first time, holds those who left and asks for each customer how many of them, while it was at risk, score higher: the pairs that it ends.
// Whole numbers where every record counts once.
internal sealed class ConcordanceSweep<T>(SurvivalRecords records, ConcordanceOrder order, GroupColumn? strata, ReadOnlyMemory<double> eventWeights)
    where T : struct, INumber<T>
{
    private readonly RankSums<T> _sums = new(order.MostRanks);

    // For each record the weight of its pairs, and twice of those that are concordant plus once of those that tie.
    private readonly T[] _right = new T[records.Count];
    private readonly T[] _compared = new T[records.Count];
    private CompensatedSum _concordant;
    private CompensatedSum _discordant;
    private CompensatedSum _tied;
    private CompensatedSum _tiedTimes;
    private CompensatedSum _tiedBoth;

    public Concordance Run(CancellationToken cancellationToken)
    {
        var rows = order.ByTime;
        for (int from = 0, to; from < rows.Length; from = to)
        {
            var ranks = 0;
            for (to = from; to < rows.Length && (strata is null || strata.Codes[rows[to]] == strata.Codes[rows[from]]); to++)
            {
                ranks = Math.Max(ranks, order.Ranks[rows[to]] + 1);
            }

            _sums.Reset(ranks);
            Backward(from, to, cancellationToken);
            _sums.Reset(ranks);
            Forward(from, to, cancellationToken);
        }

        return Result(new ConcordanceCounts(_concordant.Value, _discordant.Value, _tied.Value, _tiedTimes.Value, _tiedBoth.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Backward(int from, int to, CancellationToken cancellationToken)
    {
        var times = records.Time.Span;
        var isEvent = records.IsEvent.Span;
        var entries = records.Entry.Span;
        var (atRisk, entry) = (0, to - 1);
        for (int first, last = to - 1; last >= from; last = first - 1)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var time = times[order.ByTime[last]];
            for (first = last; first > from && times[order.ByTime[first - 1]] == time;)
            {
                first--;
            }

            var block = order.ByTime.AsSpan(first..(last + 1));
            for (; !entries.IsEmpty && entry >= from && entries[order.ByEntry[entry]] >= time; entry--)
            {
                var row = order.ByEntry[entry];
                _sums.Add(order.Ranks[row], -Weight(row));
                atRisk--;
            }

            atRisk += AddAll(block, isEvent, events: false);
            if (atRisk > 0)
            {
                foreach (var row in block)
                {
                    if (isEvent[row])
                    {
                        Start(row);
                    }
                }
            }

            atRisk += AddAll(block, isEvent, events: true);
            Tie(block, isEvent);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forward(int from, int to, CancellationToken cancellationToken)
    {
        var times = records.Time.Span;
        var isEvent = records.IsEvent.Span;
        var entries = records.Entry.Span;
        var entry = from;
        for (int first = from, last; first < to; first = last)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var time = times[order.ByTime[first]];
            for (last = first + 1; last < to && times[order.ByTime[last]] == time;)
            {
                last++;
            }

            // Those who left up to a customer's entry are none of its pairs.
            for (; !entries.IsEmpty && entry < to && entries[order.ByEntry[entry]] < time; entry++)
            {
                var row = order.ByEntry[entry];
                var (right, compared) = Higher(order.Ranks[row]);
                _right[row] -= right;
                _compared[row] -= compared;
            }

            var block = order.ByTime.AsSpan(first..last);
            End(block, isEvent, events: true);
            foreach (var row in block)
            {
                if (isEvent[row])
                {
                    _sums.Add(order.Ranks[row], Weight(row) * EventWeight(row));
                }
            }

            End(block, isEvent, events: false);
        }
    }

    private int AddAll(ReadOnlySpan<int> block, ReadOnlySpan<bool> isEvent, bool events)
    {
        var added = 0;
        foreach (var row in block)
        {
            if (isEvent[row] == events)
            {
                _sums.Add(order.Ranks[row], Weight(row));
                added++;
            }
        }

        return added;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Start(int row)
    {
        var rank = order.Ranks[row];
        var (below, at, all) = (_sums.Below(rank), _sums.At(rank), _sums.Total);
        var factor = EventWeight(row);
        _right[row] += factor * (below + below + at);
        _compared[row] += factor * all;
        var weight = double.CreateChecked(Weight(row)) * double.CreateChecked(factor);
        _concordant.Add(weight * double.CreateChecked(below));
        _tied.Add(weight * double.CreateChecked(at));
        _discordant.Add(weight * double.CreateChecked(all - below - at));
    }

    private void End(ReadOnlySpan<int> block, ReadOnlySpan<bool> isEvent, bool events)
    {
        foreach (var row in block)
        {
            if (isEvent[row] == events)
            {
                var (right, compared) = Higher(order.Ranks[row]);
                _right[row] += right;
                _compared[row] += compared;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (T Right, T Compared) Higher(int rank)
    {
        var (below, at, all) = (_sums.Below(rank), _sums.At(rank), _sums.Total);
        var above = all - below - at;
        return (above + above + at, all);
    }

    // Pairs that left at one time; the block is in the order of scores.
    private void Tie(ReadOnlySpan<int> block, ReadOnlySpan<bool> isEvent)
    {
        double all = 0, equal = 0;
        var rank = -1;
        foreach (var row in block)
        {
            if (!isEvent[row])
            {
                continue;
            }

            if (order.Ranks[row] != rank)
            {
                (rank, equal) = (order.Ranks[row], 0);
            }

            var weight = double.CreateChecked(Weight(row));
            _tiedBoth.Add(weight * equal);
            _tiedTimes.Add(weight * (all - equal));
            all += weight;
            equal += weight;
        }
    }

    private Concordance Result(ConcordanceCounts counts)
    {
        if (!(counts.Comparable > 0))
        {
            return new Concordance(counts, null, null, null);
        }

        var estimate = (counts.Concordant + (counts.TiedScores / 2)) / counts.Comparable;
        CompensatedSum each = default, record = default;
        foreach (var row in order.ByTime)
        {
            var influence = ((double.CreateChecked(_right[row]) / 2) - (estimate * double.CreateChecked(_compared[row]))) / counts.Comparable;
            var weight = double.CreateChecked(Weight(row));
            each.Add(weight * influence * influence);
            record.Add(weight * influence * weight * influence);
        }

        var (ofEach, ofRecord) = (Math.Sqrt(each.Value), Math.Sqrt(record.Value));
        return new Concordance(counts, estimate, records is { IsWeighted: true, WeightKind: WeightKind.Sampling } ? ofRecord : ofEach, ofRecord);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Weight(int row) => typeof(T) == typeof(int) || !records.IsWeighted ? T.One : T.CreateTruncating(records.Weight.Span[row]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T EventWeight(int row) => typeof(T) == typeof(int) || eventWeights.IsEmpty ? T.One : T.CreateTruncating(eventWeights.Span[row]);
}
