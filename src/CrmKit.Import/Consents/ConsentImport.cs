using System.Runtime.CompilerServices;

namespace CrmKit.Import;

/// <summary>The reading of one file of consents: its statements, and afterwards what was taken and set aside. Not thread-safe.</summary>
public sealed class ConsentImport
{
    private readonly ConsentCsvOptions _options;
    private readonly ConsentMoments _moments;
    private readonly Stream _stream;
    private readonly string _fileName;
    private readonly string _fileSource;
    private readonly IRejectSink? _sink;
    private readonly ConsentTally _tally = new();
    private bool _isRead;

    internal ConsentImport(ConsentCsvOptions options, ConsentMoments moments, Stream stream, string fileName, string fileSource, IRejectSink? sink)
    {
        _options = options;
        _moments = moments;
        _stream = stream;
        _fileName = fileName;
        _fileSource = fileSource;
        _sink = sink;
    }

    /// <summary>What was read so far; of the whole file once its statements have been enumerated to the end.</summary>
    public ConsentImportSummary Summary => _tally.ToSummary();

    /// <summary>The statements of the file, one a row, in its order.</summary>
    /// <remarks>Equal rows give equal statements, of which a store keeps one: a second import of the file changes nothing.</remarks>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The statements; enumerate once.</returns>
    /// <exception cref="InvalidOperationException">The file was read already.</exception>
    /// <exception cref="ImportFaultException">
    /// While enumerating: without a sink, the file is malformed or a row states no consent; with one, the header line is malformed, or a record is too long to be read.
    /// </exception>
    /// <exception cref="OperationCanceledException">While enumerating: the token was cancelled.</exception>
    /// <exception cref="IOException">While enumerating: the stream failed.</exception>
    public IAsyncEnumerable<ConsentEntry> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_isRead)
        {
            throw new InvalidOperationException("An import reads its file once: open another one.");
        }

        _isRead = true;
        return Read(cancellationToken);
    }

    private async IAsyncEnumerable<ConsentEntry> Read([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Dictionary<UInt128, long>? doubts = null;
        if (_sink is not null)
        {
            var start = _stream.Position;
            doubts = await DoubtsAsync(cancellationToken).ConfigureAwait(false);
            _stream.Position = start;
        }

        var records = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = records.ConfigureAwait(false);
        var lines = Lines(records);
        var rejects = _sink is null ? null : new Rejects(records, _sink);
        while (await records.AdvanceAsync(cancellationToken).ConfigureAwait(false))
        {
            _tally.Read();
            var entry = lines.Parse(out var isProofLost, out var fault);
            if (entry is { IsRefusal: false } && doubts is not null && IsDoubtful(lines, doubts, out var line))
            {
                entry = null;
                fault = lines.Doubt(line);
            }

            if (entry is not null)
            {
                _tally.Take(entry.State, isProofLost);
                yield return entry;
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

    /// <summary>Reads the file for the first time, for the people and addresses of bad rows, each with its line: such a row may be a refusal.</summary>
    private async Task<Dictionary<UInt128, long>> DoubtsAsync(CancellationToken cancellationToken)
    {
        var records = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = records.ConfigureAwait(false);
        var lines = Lines(records);
        var doubts = new Dictionary<UInt128, long>();
        while (await records.AdvanceAsync(cancellationToken).ConfigureAwait(false))
        {
            if (lines.Parse(out bool _, out RowFault _) is null)
            {
                foreach (var trace in lines.Traces())
                {
                    doubts.TryAdd(trace, records.Line);
                }
            }
        }

        return doubts;
    }

    private static bool IsDoubtful(ConsentLines lines, Dictionary<UInt128, long> doubts, out long line)
    {
        line = 0;
        foreach (var trace in lines.Traces())
        {
            if (doubts.TryGetValue(trace, out line))
            {
                return true;
            }
        }

        return false;
    }

    private ValueTask<CsvRecords> OpenAsync(CancellationToken cancellationToken) => CsvRecords.OpenAsync(_stream, _options.Format, _fileName, cancellationToken);

    private ConsentLines Lines(CsvRecords records) => new(records, _options, _moments, _fileSource);
}
