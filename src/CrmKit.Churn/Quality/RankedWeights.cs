namespace CrmKit.Churn;

// Weights counted by the rank of a score, in a tree of partial sums (Fenwick 1994): adding and asking take O(log n).
internal sealed class RankedWeights
{
    private readonly int[] _ranks;
    private readonly double[] _tree;
    private readonly double[] _own;

    public RankedWeights(ReadOnlySpan<double> scores)
    {
        _ranks = new int[scores.Length];
        var rising = PredictionOrder.Rising(scores);
        var rank = 0;
        for (var i = 0; i < rising.Length; i++)
        {
            rank += i == 0 || scores[rising[i]] != scores[rising[i - 1]] ? 1 : 0;
            _ranks[rising[i]] = rank;
        }

        _tree = new double[rank + 1];
        _own = new double[rank + 1];
    }

    public double Total { get; private set; }

    public void Add(int row, double weight)
    {
        Total += weight;
        _own[_ranks[row]] += weight;
        for (var node = _ranks[row]; node < _tree.Length; node += node & -node)
        {
            _tree[node] += weight;
        }
    }

    // The weight of lower scores and half of that of equal ones.
    public double Below(int row)
    {
        var sum = _own[_ranks[row]] / 2;
        for (var node = _ranks[row] - 1; node > 0; node -= node & -node)
        {
            sum += _tree[node];
        }

        return sum;
    }
}
