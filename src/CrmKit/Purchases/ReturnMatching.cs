namespace CrmKit;

/// <summary>Takes the returns of one customer off the purchases. The outcome does not depend on the order of either.</summary>
internal sealed class ReturnMatching
{
    private readonly PurchaseRow[] _purchases;
    private readonly ReturnRow[] _returns;
    private readonly decimal[] _rest;
    private readonly bool[] _isReturned;

    public ReturnMatching(IEnumerable<PurchaseRow> purchases, IEnumerable<ReturnRow> returns)
    {
        _purchases = [.. purchases.OrderBy(row => row.Day).ThenBy(row => row.Amount).ThenBy(row => row.Key)];
        _returns = [.. returns.OrderBy(row => row.Day).ThenBy(row => row.Amount).ThenBy(row => row.Purchase)];
        _rest = [.. _returns.Select(row => row.Amount)];
        _isReturned = new bool[_purchases.Length];
        TakeFromNamed();
        TakeFromLatest();
    }

    /// <summary>The purchases that are left, in order of their days.</summary>
    public PurchaseRow[] Net() => [.. _purchases.Where((_, i) => !_isReturned[i])];

    public UnmatchedReturns Unmatched(Currency currency) => new(_rest.Count(rest => rest > 0), new Money(_rest.Sum(), currency));

    private void TakeFromNamed()
    {
        var byKey = new Dictionary<ulong, int>();
        for (var i = 0; i < _purchases.Length; i++)
        {
            byKey.TryAdd(_purchases[i].Key, i);
        }

        for (var i = 0; i < _returns.Length; i++)
        {
            if (_returns[i].Purchase != 0 && byKey.TryGetValue(_returns[i].Purchase, out var named))
            {
                Take(from: named, i);
            }
        }
    }

    private void TakeFromLatest()
    {
        // Day by day: a return may take from the purchases before it alone, and whoever has fewest to take from goes first, so that most finds one.
        var earlier = new Stack<int>();
        var next = 0;
        for (var i = 0; i < _returns.Length; i++)
        {
            for (; next < _purchases.Length && _purchases[next].Day <= _returns[i].Day; next++)
            {
                // What costs nothing has nothing to give back, and stays a purchase.
                if (_purchases[next].Amount > 0)
                {
                    earlier.Push(next);
                }
            }

            // A return that names a purchase has nothing to do with any other.
            while (_returns[i].Purchase == 0 && _rest[i] > 0 && earlier.TryPeek(out var latest))
            {
                Take(from: latest, i);
                if (_isReturned[latest])
                {
                    earlier.Pop();
                }
            }
        }
    }

    private void Take(int from, int given)
    {
        ref var purchase = ref _purchases[from];
        var taken = Math.Min(purchase.Amount, _rest[given]);
        purchase = purchase with { Amount = purchase.Amount - taken };
        _rest[given] -= taken;
        _isReturned[from] = purchase.Amount == 0;
    }
}
