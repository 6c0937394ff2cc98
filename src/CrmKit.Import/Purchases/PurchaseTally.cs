namespace CrmKit.Import;

/// <summary>Counts what becomes of the lines of one file. Not thread-safe.</summary>
internal sealed class PurchaseTally(Currency currency)
{
    private long _taken;
    private long _purchases;
    private long _returns;
    private long _keysSetAside;
    private decimal _paid;
    private decimal _givenBack;

    public void TakeLine() => _taken++;

    public void TakeEvent(bool isReturn, decimal amount)
    {
        if (isReturn)
        {
            _returns++;
            _givenBack += amount;
        }
        else
        {
            _purchases++;
            _paid += amount;
        }
    }

    public void SetKeyAside() => _keysSetAside++;

    public PurchaseImportSummary ToSummary(long linesRead, ImmutableArray<RejectCount> setAside) => new()
    {
        LinesRead = linesRead,
        LinesTaken = _taken,
        Purchases = _purchases,
        Returns = _returns,
        KeysSetAside = _keysSetAside,
        PurchaseTotal = new Money(_paid, currency),
        ReturnTotal = new Money(_givenBack, currency),
        SetAside = setAside,
    };
}
