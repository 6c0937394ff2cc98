using System.Runtime.CompilerServices;

namespace CrmKit.Import;

/// <summary>The reading of one calendar file. Not thread-safe.</summary>
internal sealed class CalendarReading(Stream stream, string fileName, IRejectSink? rejects) : IFileReading<ImportedEvent, CalendarImportSummary>
{
    private readonly ContentTally _tally = new();
    private readonly ContentRejects _rejects = new(rejects, CalendarReader.EventColumn);

    public CalendarImportSummary Summary => new()
    {
        LinesRead = _tally.Components,
        LinesTaken = _tally.Components - _rejects.Total,
        SetAside = _rejects.ToCounts(),
        PassedOver = _tally.PassedOver.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    public async IAsyncEnumerable<ImportedEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var utf8 = new Utf8OnlyStream(stream, fileName);
        await using var _ = utf8.ConfigureAwait(false);
        var components = new CalendarComponents(new ContentLineReader(utf8, fileName, CalendarNames.IsRead), _tally, keepsText: _rejects.IsKept);
        while (await components.NextAsync(cancellationToken).ConfigureAwait(false) is { } draft)
        {
            // A buffer holds hundreds of events, and a rule may take its time.
            cancellationToken.ThrowIfCancellationRequested();
            ImportedEvent? read = null;
            try
            {
                read = new EventReading(draft, components.Zones, fileName).Read();
            }
            catch (ImportFaultException e) when (_rejects.IsKept)
            {
                draft.Fault = e;
            }

            if (read is not null)
            {
                yield return read;
            }
            else
            {
                await _rejects.AddAsync(draft, draft.Fault!, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
