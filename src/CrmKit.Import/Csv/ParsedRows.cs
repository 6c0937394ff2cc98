namespace CrmKit.Import;

/// <summary>The reading of a file whose rows are each read by themselves, and throw where they are bad.</summary>
/// <param name="source">The file.</param>
/// <param name="parser">What reads the current record, given the records; <c>null</c> where it gives nothing of its own.</param>
internal sealed class ParsedRows<T>(CsvSource source, Func<CsvRecords, Func<T?>> parser) : CsvReading<T, LineImportSummary>(source)
    where T : class
{
    private CsvRecords? _records;
    private Func<T?>? _parse;

    public override LineImportSummary Summary => new() { LinesRead = LinesRead, LinesTaken = LinesRead - LinesSetAside, SetAside = SetAside };

    protected override void Begin(CsvRecords records)
    {
        _records = records;
        _parse = parser(records);
    }

    protected override bool TryTake(out T? taken, out RowFault fault)
    {
        taken = null;
        if (_records!.IsDamaged(out fault))
        {
            return false;
        }

        try
        {
            taken = _parse!();
            return true;
        }
        catch (ImportFaultException e) when (SetsAside)
        {
            fault = new RowFault(e.Reason, e.Column, e.Expected);
            return false;
        }
    }
}
