namespace CrmKit.LifetimeValue;

// A table cut where x changes and after so many rows, and the pieces gathered to shares of work for threads. The cuts depend on the table alone.
internal sealed class HistoryPieces
{
    private const int RowsPerShare = 1 << 13;
    private readonly List<(int X, int From, int To)> _pieces = [];
    private readonly List<int> _shares = [0];

    public HistoryPieces(ReadOnlySpan<(int X, int From, int To)> groups)
    {
        var shareFrom = 0;
        foreach (var (x, start, end) in groups)
        {
            for (int from = start, to; from < end; from = to)
            {
                to = Math.Min(end, from + HistoryColumns.LongestPiece);
                _pieces.Add((x, from, to));
                if (to - shareFrom >= RowsPerShare || to == groups[^1].To)
                {
                    _shares.Add(_pieces.Count);
                    shareFrom = to;
                }
            }
        }
    }

    public int Count => _pieces.Count;

    public int Shares => _shares.Count - 1;

    public (int X, int From, int To) this[int piece] => _pieces[piece];

    // The pieces of a share.
    public (int From, int To) Share(int share) => (_shares[share], _shares[share + 1]);
}
