using System.Numerics;
using System.Runtime.CompilerServices;
using CrmKit.Numerics;

namespace CrmKit.Churn;

// Two sweeps over the times of each stratum. The first, from the last time, holds those at risk and asks for each customer who left how many of them score lower: the pairs that
// it starts. The second, from the first time, holds those who left and asks for each customer how many of them, while it was at risk, score higher: the pairs that it ends.
// They share nothing but what they read, so that each can have a thread. Whole numbers where every record counts once.
internal sealed class ConcordanceSweep<T>(SurvivalRecords records, ConcordanceOrder order, ReadOnlyMemory<double> eventWeights, GroupColumn? clusters)
    where T : struct, INumber<T>
{
    private readonly T[] _weights = typeof(T) == typeof(int) || !records.IsWeighted ? [] : [.. order.Rows.Select(row => T.CreateTruncating(records.Weight.Span[row.Row]))];
    private readonly T[] _factors = eventWeights.IsEmpty ? [] : [.. order.Rows.Select(row => T.CreateTruncating(eventWeights.Span[row.Row]))];
    private CompensatedSum _concordant;
    private CompensatedSum _discordant;
    private CompensatedSum _tied;
    private CompensatedSum _tiedTimes;
    private CompensatedSum _tiedBoth;

    public Concordance Run(int maxThreads, CancellationToken cancellationToken)
    {
        var most = 0;
        foreach (var row in order.Rows)
        {
            most = Math.Max(most, (row.Code >> 1) + 1);
        }

        // For each record the weight of the pairs that it starts or ends, and twice of those that are concordant plus once of those that tie.
        var (right, compared) = (new T[2][], new T[2][]);
        SharedWork.Run(2, maxThreads, sweep =>
        {
            var sums = new RankSums<T>(most);
            (right[sweep], compared[sweep]) = (new T[order.Rows.Length], new T[order.Rows.Length]);
            for (int s = 0, time = 0; s + 1 < order.Strata.Length; s++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (from, to, firstTime) = (order.Strata[s], order.Strata[s + 1], time);
                for (; order.Times[time] < to; time++)
                {
                }

                sums.Reset(Ranks(from, to));
                if (sweep == 0)
                {
                    Backward(sums, order.Times.AsSpan(firstTime..(time + 1)), right[0], compared[0]);
                }
                else
                {
                    Forward(sums, order.Times.AsSpan(firstTime..(time + 1)), right[1], compared[1]);
                }
            }
        });
        return Result(new ConcordanceCounts(_concordant.Value, _discordant.Value, _tied.Value, _tiedTimes.Value, _tiedBoth.Value), right, compared);
    }

    private int Ranks(int from, int to)
    {
        var ranks = 0;
        for (var i = from; i < to; i++)
        {
            ranks = Math.Max(ranks, (order.Rows[i].Code >> 1) + 1);
        }

        return ranks;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Backward(RankSums<T> sums, ReadOnlySpan<int> starts, T[] right, T[] compared)
    {
        var rows = order.Rows;
        var hasEntry = order.Entering.Length > 0;
        var (atRisk, entry) = (0, starts[^1] - 1);
        for (var block = starts.Length - 2; block >= 0; block--)
        {
            var (first, end) = (starts[block], starts[block + 1]);
            for (; hasEntry && entry >= starts[0] && order.From[entry] > first; entry--)
            {
                var place = order.Entering[entry];
                sums.Add(rows[place].Code >> 1, -Weight(place));
                atRisk--;
            }

            for (var i = first; i < end; i++)
            {
                if ((rows[i].Code & 1) == 0)
                {
                    sums.Add(rows[i].Code >> 1, Weight(i));
                }
                else
                {
                    atRisk--;
                }
            }

            atRisk += end - first;
            for (var i = first; atRisk > 0 && i < end; i++)
            {
                if ((rows[i].Code & 1) != 0)
                {
                    (right[i], compared[i]) = Start(sums, i);
                }
            }

            for (var i = first; i < end; i++)
            {
                if ((rows[i].Code & 1) != 0)
                {
                    sums.Add(rows[i].Code >> 1, Weight(i));
                    atRisk++;
                }
            }

            Tie(first, end);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Forward(RankSums<T> sums, ReadOnlySpan<int> starts, T[] right, T[] compared)
    {
        var rows = order.Rows;
        var hasEntry = order.Entering.Length > 0;
        var entry = starts[0];
        for (var block = 0; block + 1 < starts.Length; block++)
        {
            var (first, end) = (starts[block], starts[block + 1]);

            // Those who left up to a customer's entry are none of its pairs.
            for (; hasEntry && entry < starts[^1] && order.From[entry] <= first; entry++)
            {
                var place = order.Entering[entry];
                var (before, beforeAll) = Higher(sums, rows[place].Code >> 1);
                right[place] -= before;
                compared[place] -= beforeAll;
            }

            for (var i = first; i < end; i++)
            {
                if ((rows[i].Code & 1) != 0)
                {
                    var (more, all) = Higher(sums, rows[i].Code >> 1);
                    right[i] += more;
                    compared[i] += all;
                }
            }

            for (var i = first; i < end; i++)
            {
                if ((rows[i].Code & 1) != 0)
                {
                    sums.Add(rows[i].Code >> 1, Weight(i) * Factor(i));
                }
            }

            for (var i = first; i < end; i++)
            {
                if ((rows[i].Code & 1) == 0)
                {
                    var (more, all) = Higher(sums, rows[i].Code >> 1);
                    right[i] += more;
                    compared[i] += all;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (T Right, T Compared) Start(RankSums<T> sums, int place)
    {
        var rank = order.Rows[place].Code >> 1;
        var (below, at, all) = (sums.Below(rank), sums.At(rank), sums.Total);
        var factor = Factor(place);
        var weight = double.CreateTruncating(Weight(place)) * double.CreateTruncating(factor);
        _concordant.Add(weight * double.CreateTruncating(below));
        _tied.Add(weight * double.CreateTruncating(at));
        _discordant.Add(weight * double.CreateTruncating(all - below - at));
        return (factor * (below + below + at), factor * all);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (T Right, T Compared) Higher(RankSums<T> sums, int rank)
    {
        var (below, at, all) = (sums.Below(rank), sums.At(rank), sums.Total);
        var above = all - below - at;
        return (above + above + at, all);
    }

    // Pairs that left at one time; the records of a time are in the order of scores.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tie(int first, int end)
    {
        var rows = order.Rows;
        double all = 0, equal = 0;
        var before = -1;
        for (var i = first; i < end; i++)
        {
            if ((rows[i].Code & 1) == 0)
            {
                continue;
            }

            if (rows[i].Code != before)
            {
                (before, equal) = (rows[i].Code, 0);
            }

            var weight = double.CreateTruncating(Weight(i));
            _tiedBoth.Add(weight * equal);
            _tiedTimes.Add(weight * (all - equal));
            all += weight;
            equal += weight;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Concordance Result(ConcordanceCounts counts, T[][] right, T[][] compared)
    {
        if (!(counts.Comparable > 0))
        {
            return new Concordance(counts, null, null, null);
        }

        var estimate = (counts.Concordant + (counts.TiedScores / 2)) / counts.Comparable;
        CompensatedSum each = default, record = default;
        var sums = clusters is null ? [] : new double[clusters.Labels.Length];
        for (var i = 0; i < order.Rows.Length; i++)
        {
            var (good, all) = (double.CreateTruncating(right[0][i] + right[1][i]), double.CreateTruncating(compared[0][i] + compared[1][i]));
            var influence = ((good / 2) - (estimate * all)) / counts.Comparable;
            var weight = double.CreateTruncating(Weight(i));
            if (clusters is not null)
            {
                sums[clusters.Codes[order.Rows[i].Row]] += weight * influence;
                continue;
            }

            each.Add(weight * influence * influence);
            record.Add(weight * influence * weight * influence);
        }

        // Copies of a customer are of its cluster, so that weights of either kind do the same.
        foreach (var sum in sums)
        {
            each.Add(sum * sum);
            record.Add(sum * sum);
        }

        var (ofEach, ofRecord) = (Math.Sqrt(each.Value), Math.Sqrt(record.Value));
        return new Concordance(counts, estimate, records is { IsWeighted: true, WeightKind: WeightKind.Sampling } ? ofRecord : ofEach, ofRecord);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Weight(int place) => typeof(T) == typeof(int) || _weights.Length == 0 ? T.One : _weights[place];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Factor(int place) => typeof(T) == typeof(int) || _factors.Length == 0 ? T.One : _factors[place];
}
