using System.Runtime.CompilerServices;

namespace CrmKit.LifetimeValue;

// Rows of each x by the time that sorts them, in buckets of a few rows each: once every row stands in its bucket, those are sorted where they are, and no room is needed
// beside the columns. A silent customer is sorted by T, any other by t_x.
internal sealed class HistoryBuckets
{
    private const int RowsPerBucket = 24;
    private const int Small = 1024;
    private readonly (double Low, double Scale, int First, int Last)[] _ranges;
    private readonly int[] _small = new int[Small];
    private readonly Dictionary<int, int> _large = [];
    private readonly int[] _next;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public HistoryBuckets((int X, int From, int To)[] groups, ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age)
    {
        for (var group = 0; group < groups.Length; group++)
        {
            if (groups[group].X < Small)
            {
                _small[groups[group].X] = group;
            }
            else
            {
                _large.Add(groups[group].X, group);
            }
        }

        _ranges = Ranges(groups, x, recency, age);
        _next = new int[groups.Length == 0 ? 0 : _ranges[^1].Last + 1];
        for (var i = 0; i < x.Length; i++)
        {
            _next[BucketOf(x[i], recency[i], age[i])]++;
        }

        for (int bucket = 0, from = 0; bucket < _next.Length; bucket++)
        {
            (_next[bucket], from) = (from, from + _next[bucket]);
        }
    }

    public int Count => _next.Length;

    // Where a bucket ends, once all rows have taken their places.
    public int End(int bucket) => _next[bucket];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take(int x, double recency, double age) => _next[BucketOf(x, recency, age)]++;

    private (double Low, double Scale, int First, int Last)[] Ranges(
        (int X, int From, int To)[] groups, ReadOnlySpan<int> x, ReadOnlySpan<double> recency, ReadOnlySpan<double> age)
    {
        var bounds = new (double Low, double High)[groups.Length];
        bounds.AsSpan().Fill((double.MaxValue, 0));
        for (var i = 0; i < x.Length; i++)
        {
            ref var bound = ref bounds[GroupOf(x[i])];
            var time = x[i] == 0 ? age[i] : recency[i];
            bound = (Math.Min(bound.Low, time), Math.Max(bound.High, time));
        }

        var ranges = new (double, double, int, int)[groups.Length];
        var first = 0;
        for (var group = 0; group < ranges.Length; group++)
        {
            var (low, high) = bounds[group];
            var buckets = ((groups[group].To - groups[group].From) / RowsPerBucket) + 1;

            // Times that are all but equal share a bucket.
            var scale = buckets / (high - low);
            ranges[group] = (low, double.IsFinite(scale) ? scale : 0, first, first + buckets - 1);
            first += buckets;
        }

        return ranges;
    }

    // Rises with the time: a difference, a product and a conversion all do.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int BucketOf(int x, double recency, double age)
    {
        var (low, scale, first, last) = _ranges[GroupOf(x)];
        return Math.Min(last, first + (int)(((x == 0 ? age : recency) - low) * scale));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int GroupOf(int x) => x < Small ? _small[x] : _large[x];
}
