using System.Runtime.CompilerServices;

namespace CrmKit.Import;

/// <summary>The reading of one file of interactions: its events, and afterwards what was taken and set aside. Not thread-safe.</summary>
public sealed class InteractionImport
{
    private readonly InteractionCsvOptions _options;
    private readonly MomentText _moments;
    private readonly DateText _days;
    private readonly Stream _stream;
    private readonly string _fileName;
    private readonly IRejectSink? _sink;
    private readonly InteractionTally _tally = new();
    private bool _isRead;

    internal InteractionImport(InteractionCsvOptions options, MomentText moments, DateText days, Stream stream, string fileName, IRejectSink? sink)
    {
        _options = options;
        _moments = moments;
        _days = days;
        _stream = stream;
        _fileName = fileName;
        _sink = sink;
    }

    /// <summary>What was read so far; of the whole file once its events have been enumerated to the end.</summary>
    public InteractionImportSummary Summary => _tally.ToSummary();

    /// <summary>The events of the file, in its order: <see cref="Reply"/>, <see cref="Complaint"/>, <see cref="ComplaintResolved"/>, <see cref="Promise"/>, <see cref="PromiseKept"/>, <see cref="Feedback"/> and <see cref="Touch"/>.</summary>
    /// <remarks>Two rows with one key and the same content are both yielded, as the one event they are.</remarks>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The events; enumerate once.</returns>
    /// <exception cref="InvalidOperationException">The file was read already.</exception>
    /// <exception cref="ImportFaultException">
    /// While enumerating: without a sink, the file is malformed or a row states no event; with one, the header line is malformed, or a record is too long to be read.
    /// </exception>
    /// <exception cref="OperationCanceledException">While enumerating: the token was cancelled.</exception>
    /// <exception cref="IOException">While enumerating: the stream failed, or the file changed while it was read.</exception>
    public IAsyncEnumerable<TimelineEvent> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_isRead)
        {
            throw new InvalidOperationException("An import reads its file once: open another one.");
        }

        _isRead = true;
        return Read(cancellationToken);
    }

    private async IAsyncEnumerable<TimelineEvent> Read([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        KeyTable? judged = null;
        if (_sink is not null)
        {
            var start = _stream.Position;
            judged = await JudgeAsync(cancellationToken).ConfigureAwait(false);
            _stream.Position = start;
        }

        var records = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = records.ConfigureAwait(false);
        var lines = Lines(records);
        var keys = judged ?? new KeyTable(lines.KeyColumn.Name);
        var rejects = _sink is null ? null : new Rejects(records, _sink);
        while (await records.AdvanceAsync(cancellationToken).ConfigureAwait(false))
        {
            _tally.Read();
            if (TryTake(lines, records.Line, keys, judged is not null, out var taken, out var fault))
            {
                yield return taken!;
                continue;
            }

            if (rejects is null)
            {
                throw records.Fault(fault);
            }

            _tally.SetAside(fault.Reason);
            await rejects.AddAsync(fault, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the file for the first time, to know of each key whether all its rows are in order.</summary>
    private async Task<KeyTable> JudgeAsync(CancellationToken cancellationToken)
    {
        var records = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = records.ConfigureAwait(false);
        var lines = Lines(records);
        var keys = new KeyTable(lines.KeyColumn.Name);
        while (lines.KeyColumn.Index >= 0 && await records.AdvanceAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!lines.TryParse(out var line, out RowFault _))
            {
                foreach (var key in lines.KeysOfBadRow())
                {
                    keys.Spoil(key, records.Line);
                }
            }
            else if (line.Row.Key is not null)
            {
                keys.Add(line.Key, line.Content, records.Line);
            }
        }

        return keys;
    }

    private bool TryTake(InteractionLines lines, long number, KeyTable keys, bool areJudged, out TimelineEvent? taken, out RowFault fault)
    {
        taken = null;
        var isRepeated = false;
        if (!lines.TryParse(out var line, out fault))
        {
            return false;
        }

        if (line.Row.Key is not null)
        {
            if (!areJudged && keys.Add(line.Key, line.Content, number) is { } conflict)
            {
                fault = conflict;
                return false;
            }

            if (!keys.TryTake(line.Key, line.Content, number, out isRepeated, out fault))
            {
                return false;
            }
        }

        var happened = lines.Event(line);
        if (_options.KeysInConflict.Contains(happened.Key))
        {
            fault = KeyConflicts.Fault(lines.KeyColumn.Name);
            return false;
        }

        taken = happened;
        _tally.Take(taken, isRepeated);
        return true;
    }

    private ValueTask<CsvRecords> OpenAsync(CancellationToken cancellationToken) => CsvRecords.OpenAsync(_stream, _options.Format, _fileName, cancellationToken);

    private InteractionLines Lines(CsvRecords records) => new(records, _options, _moments, _days);
}
