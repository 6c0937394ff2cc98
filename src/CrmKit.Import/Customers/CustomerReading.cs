namespace CrmKit.Import;

/// <summary>The reading of one file of customers. Not thread-safe.</summary>
internal sealed class CustomerReading(CsvSource source, CustomerCsvOptions options, DateText dates, ConsentDoubts doubts)
    : CsvReading<ImportedCustomer, LineImportSummary>(source)
{
    private const string What = "customer id";

    private readonly string _fileName = source.Name;
    private KeyTable? _judged;
    private KeyTable? _ids;
    private CsvRecords? _records;
    private CustomerRows? _rows;

    public override LineImportSummary Summary => new() { LinesRead = LinesRead, LinesTaken = LinesRead - LinesSetAside, SetAside = SetAside, RefusalsNotHeeded = RefusalsNotHeeded };

    protected override bool IsReadTwice => SetsAside;

    public override async Task JudgeAsync(CancellationToken cancellationToken)
    {
        await base.JudgeAsync(cancellationToken).ConfigureAwait(false);
        if (_judged!.HasBadKeys)
        {
            // Only now it is known which rows are in order and yet not taken, since another row with their id is not.
            await LookAsync(records => new OtherRowJudge(records, Rows(records), _judged, doubts, _fileName), cancellationToken).ConfigureAwait(false);
        }

        await doubts.ConcludeAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override IRowJudge Judge(CsvRecords records)
    {
        var rows = Rows(records);
        _judged = new KeyTable(rows.IdColumn.Name, What);
        return new BadRowJudge(records, rows, _judged, doubts, _fileName);
    }

    protected override void Begin(CsvRecords records)
    {
        _records = records;
        _rows = Rows(records);
        _ids = _judged ?? new KeyTable(_rows.IdColumn.Name, What);
    }

    protected override bool TryTake(out ImportedCustomer? taken, out RowFault fault)
    {
        taken = null;
        if (_records!.IsDamaged(out fault))
        {
            return false;
        }

        ImportedCustomer row;
        try
        {
            row = _rows!.Parse();
        }
        catch (ImportFaultException e) when (SetsAside)
        {
            fault = new RowFault(e.Reason, e.Column, e.Expected);
            return false;
        }

        if (!HasUsableId(out var isRepeated, out fault))
        {
            return false;
        }

        if (!isRepeated && _rows.AgreementColumn() is { } agreed && doubts.Against(_rows.Traces(), _fileName, agreed) is { } doubt)
        {
            fault = doubt;
            return false;
        }

        taken = isRepeated ? null : row;
        return true;
    }

    protected override async ValueTask<HeededRow<ImportedCustomer>> HeededAsync(CancellationToken cancellationToken)
    {
        if (!_rows!.MayStop())
        {
            return HeededRow<ImportedCustomer>.Nothing;
        }

        var given = ImmutableArray.CreateBuilder<ImportedCustomer>();
        var stops = _rows.Stops(out var isLost);
        foreach (var stop in stops)
        {
            if (stop.Customer is { } customer)
            {
                given.Add(stop.Of(customer));
                continue;
            }

            foreach (var point in stop.Stopped)
            {
                var people = await doubts.KnownAtAsync(point.Point, cancellationToken).ConfigureAwait(false);
                isLost |= people.IsEmpty;
                given.AddRange(people.Select(person => stop.At(point, person)));
            }
        }

        return new HeededRow<ImportedCustomer>(given.DrainToImmutable(), isLost);
    }

    private bool HasUsableId(out bool isRepeated, out RowFault fault)
    {
        var (id, content) = (_rows!.IdKey(), _rows.Content());
        isRepeated = false;
        if (_judged is null && _ids!.Add(id, content, _records!.Line) is { } conflict)
        {
            fault = conflict;
            return false;
        }

        return _ids!.TryTake(id, content, _records!.Line, out isRepeated, out fault);
    }

    private CustomerRows Rows(CsvRecords records) => new(records, options, dates, _fileName);

    /// <summary>Finds out of each id whether all its rows are in order, and which bad rows may keep somebody from contact.</summary>
    private sealed class BadRowJudge(CsvRecords records, CustomerRows rows, KeyTable ids, ConsentDoubts doubts, string fileName) : IRowJudge
    {
        public void Look()
        {
            if (!records.IsDamaged(out _) && Attempt.Of(rows.Parse) is not null)
            {
                ids.Add(rows.IdKey(), rows.Content(), records.Line);
                return;
            }

            foreach (var id in rows.IdsOfBadRow())
            {
                ids.Spoil(id, records.Line);
            }

            if (rows.MayStop())
            {
                doubts.Add(rows.Traces(), fileName, records.Line);
            }
        }

        public void Conclude()
        {
        }
    }

    /// <summary>Finds the rows that may keep somebody from contact and are not taken, though they are in order.</summary>
    private sealed class OtherRowJudge(CsvRecords records, CustomerRows rows, KeyTable ids, ConsentDoubts doubts, string fileName) : IRowJudge
    {
        public void Look()
        {
            if (!records.IsDamaged(out _) && ids.IsBad(rows.IdKey()) && rows.MayStop())
            {
                doubts.Add(rows.Traces(), fileName, records.Line);
            }
        }

        public void Conclude()
        {
        }
    }
}
