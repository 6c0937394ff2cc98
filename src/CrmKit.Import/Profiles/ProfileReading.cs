namespace CrmKit.Import;

/// <summary>The reading of one file of a vendor's export. Not thread-safe.</summary>
internal sealed class ProfileReading(CsvSource source, ReadingState state, ProfileFileKind kind) : CsvReading<ImportedRecord, ProfileImportSummary>(source)
{
    private readonly string _fileName = source.Name;
    private readonly SortedDictionary<PassedOver, long> _passedOver = [];
    private CsvRecords? _records;
    private Func<CancellationToken, ValueTask<ImportedRecord>>? _parse;
    private ImportedRecord? _current;
    private RowFault _fault;
    private long _unreadableAddresses;

    public override ProfileImportSummary Summary => new()
    {
        LinesRead = LinesRead,
        LinesTaken = LinesRead - LinesSetAside,
        SetAside = SetAside,
        PassedOver = _passedOver.ToImmutableSortedDictionary(),
        UnreadableAddresses = _unreadableAddresses,
    };

    protected override bool IsPrepared => true;

    protected override void Begin(CsvRecords records)
    {
        _records = records;
        _parse = kind == ProfileFileKind.Deals ? new DealRows(records, state).ParseAsync : new PeopleRows(records, state, kind, _fileName).ParseAsync;
    }

    // Who has an address may be asked of a store.
    protected override async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        _current = null;
        if (_records!.IsDamaged(out _fault))
        {
            return;
        }

        try
        {
            _current = await _parse!(cancellationToken).ConfigureAwait(false);
        }
        catch (ImportFaultException e) when (SetsAside)
        {
            _fault = new RowFault(e.Reason, e.Column, e.Expected);
        }
    }

    protected override bool TryTake(out ImportedRecord? taken, out RowFault fault)
    {
        (taken, fault) = (_current, _fault);
        if (taken is null)
        {
            return false;
        }

        if (taken.PassedOver != PassedOver.No)
        {
            _passedOver[taken.PassedOver] = _passedOver.GetValueOrDefault(taken.PassedOver) + 1;
        }

        _unreadableAddresses += taken.UnreadableAddresses;
        return true;
    }
}
