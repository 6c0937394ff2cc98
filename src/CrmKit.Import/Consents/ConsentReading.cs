namespace CrmKit.Import;

/// <summary>The reading of one file of consents. Not thread-safe.</summary>
internal sealed class ConsentReading(CsvSource source, ConsentCsvOptions options, ConsentMoments moments, string fileSource)
    : CsvReading<ConsentEntry, ConsentImportSummary>(source)
{
    private readonly ConsentTally _tally = new();
    private ConsentDoubts? _doubts;
    private ConsentLines? _lines;

    public override ConsentImportSummary Summary => _tally.ToSummary(LinesRead, SetAside);

    protected override bool IsReadTwice => SetsAside;

    protected override IRowJudge Judge(CsvRecords records) => _doubts = new ConsentDoubts(records, Lines(records));

    protected override void Begin(CsvRecords records) => _lines = Lines(records);

    protected override bool TryTake(out ConsentEntry? taken, out RowFault fault)
    {
        taken = _lines!.Parse(out var isProofLost, out fault);
        if (taken is { IsRefusal: false } && _doubts is not null && _doubts.Concern(_lines, out var line))
        {
            taken = null;
            fault = _lines.Doubt(line);
        }

        if (taken is null)
        {
            return false;
        }

        _tally.Take(taken.State, isProofLost);
        return true;
    }

    private ConsentLines Lines(CsvRecords records) => new(records, options, moments, fileSource);
}
