namespace CrmKit.Import;

/// <summary>The reading of one file of purchases. Not thread-safe.</summary>
internal sealed class PurchaseReading(CsvSource source, PurchaseCsvOptions options, PurchaseMap map, MomentText moments)
    : CsvReading<TimelineEvent, PurchaseImportSummary>(source)
{
    private readonly ReturnRule _rule = new(map);
    private readonly PurchaseTally _tally = new(options.Currency);
    private InvoiceTable? _invoices;
    private PurchaseRows? _rows;

    public override PurchaseImportSummary Summary => _tally.ToSummary(LinesRead, SetAside);

    protected override bool IsReadTwice => SetsAside || map.Lines == InvoiceLines.Sum;

    protected override IRowJudge? Judge(CsvRecords records)
    {
        var lines = Lines(records);
        if (!lines.HasKeys)
        {
            return null;
        }

        _invoices = new InvoiceTable(map, _rule);
        return new InvoiceJudge(records, lines, _invoices, KeyConflicts.Written(options.KeysInConflict, options.KeyPrefix), SetsAside);
    }

    protected override void Begin(CsvRecords records) => _rows = new PurchaseRows(records, Lines(records), map, _rule, options.KeysInConflict, _invoices, _tally);

    protected override bool TryTake(out TimelineEvent? taken, out RowFault fault) => _rows!.TryTake(out taken, out fault);

    private PurchaseLines Lines(CsvRecords records) => new(records, options, map, moments);
}
