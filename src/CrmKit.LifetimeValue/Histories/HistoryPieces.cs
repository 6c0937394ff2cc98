namespace CrmKit.LifetimeValue;

// A table cut where x changes and after so many rows, and the pieces gathered to shares of work for threads. The cuts depend on the table alone.
internal sealed class HistoryPieces
{
    private const int LongestPiece = 1 << 12;
    private const int RowsPerShare = 1 << 13;
    private readonly List<(int X, int From, int To)> _pieces = [];
    private readonly List<int> _shares = [0];

    public HistoryPieces(ReadOnlySpan<int> x)
    {
        var shareFrom = 0;
        for (int i = 0, from = 0; i < x.Length; i++)
        {
            if (i + 1 < x.Length && x[i + 1] == x[i] && i + 1 - from < LongestPiece)
            {
                continue;
            }

            _pieces.Add((x[i], from, i + 1));
            from = i + 1;
            if (from - shareFrom >= RowsPerShare || from == x.Length)
            {
                _shares.Add(_pieces.Count);
                shareFrom = from;
            }
        }
    }

    public int Count => _pieces.Count;

    public int Shares => _shares.Count - 1;

    public (int X, int From, int To) this[int piece] => _pieces[piece];

    // The pieces of a share.
    public (int From, int To) Share(int share) => (_shares[share], _shares[share + 1]);
}
