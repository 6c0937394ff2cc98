namespace CrmKit.Import;

/// <summary>Keeps the best of the pairs found, in bounded memory. Thread-safe.</summary>
internal sealed class BestPairs
{
    private readonly Lock _lock = new();
    private readonly List<ScoredPair> _pairs = [];
    private readonly int _max;

    public BestPairs(int max)
    {
        _max = max;
    }

    public long Found { get; private set; }

    public long Compared { get; private set; }

    public void Add(List<ScoredPair> pairs, long compared)
    {
        lock (_lock)
        {
            Found += pairs.Count;
            Compared += compared;
            _pairs.AddRange(pairs);
            if (_pairs.Count / 2 >= _max)
            {
                Trim();
            }
        }
    }

    /// <summary>The best pairs, in order.</summary>
    public ScoredPair[] ToArray()
    {
        lock (_lock)
        {
            Trim();
            return [.. _pairs];
        }
    }

    private void Trim()
    {
        _pairs.Sort(ScoredPair.BestFirst);
        if (_pairs.Count > _max)
        {
            _pairs.RemoveRange(_max, _pairs.Count - _max);
        }
    }
}
