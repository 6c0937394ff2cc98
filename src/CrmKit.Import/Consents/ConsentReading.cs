namespace CrmKit.Import;

/// <summary>The reading of one file of consents. Not thread-safe.</summary>
internal sealed class ConsentReading(CsvSource source, ConsentCsvOptions options, ConsentMoments moments, string fileSource, ConsentDoubts doubts)
    : CsvReading<ConsentEntry, ConsentImportSummary>(source)
{
    private readonly ConsentTally _tally = new();
    private readonly string _fileName = source.Name;
    private ConsentLines? _lines;

    public override ConsentImportSummary Summary => _tally.ToSummary(LinesRead, SetAside, RefusalsNotHeeded);

    protected override bool IsReadTwice => SetsAside;

    public override async Task JudgeAsync(CancellationToken cancellationToken)
    {
        await base.JudgeAsync(cancellationToken).ConfigureAwait(false);
        await doubts.ConcludeAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override IRowJudge Judge(CsvRecords records) => new ConsentJudge(records, Lines(records), doubts, _fileName);

    protected override void Begin(CsvRecords records) => _lines = Lines(records);

    protected override bool TryTake(out ConsentEntry? taken, out RowFault fault)
    {
        taken = _lines!.Parse(out var isProofLost, out fault);
        if (taken is { IsRefusal: false } && doubts.Against(_lines.Traces(), _fileName, _lines.StateColumn) is { } doubt)
        {
            taken = null;
            fault = doubt;
        }

        if (taken is null)
        {
            return false;
        }

        _tally.Take(taken.State, isProofLost);
        return true;
    }

    protected override async ValueTask<HeededRow<ConsentEntry>> HeededAsync(CancellationToken cancellationToken)
    {
        var given = ImmutableArray.CreateBuilder<ConsentEntry>();
        var refusals = _lines!.RefusalsOfBadRow(out var isLost);
        foreach (var refusal in refusals)
        {
            ImmutableArray<CustomerId> people = refusal.Customer is { } told ? [told] : await doubts.KnownAtAsync(refusal.Point, cancellationToken).ConfigureAwait(false);
            isLost |= people.IsEmpty;
            given.AddRange(people.SelectMany(refusal.Of));
        }

        return new HeededRow<ConsentEntry>(given.DrainToImmutable(), isLost);
    }

    private ConsentLines Lines(CsvRecords records) => new(records, options, moments, fileSource);
}
