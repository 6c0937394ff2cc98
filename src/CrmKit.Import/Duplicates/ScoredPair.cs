namespace CrmKit.Import;

/// <summary>A pair above the minimum, by the ranks of the two.</summary>
internal readonly record struct ScoredPair(double Score, int First, int Second)
{
    /// <summary>Best first, ties by rank: a total order, so that the best of many do not depend on the order in which they were found.</summary>
    public static readonly Comparer<ScoredPair> BestFirst = Comparer<ScoredPair>.Create((a, b) =>
    {
        var byScore = b.Score.CompareTo(a.Score);
        var byFirst = byScore != 0 ? byScore : a.First.CompareTo(b.First);
        return byFirst != 0 ? byFirst : a.Second.CompareTo(b.Second);
    });
}
