using System.Runtime.CompilerServices;

namespace CrmKit.Import;

/// <summary>The reading of one file of purchases: its events, and afterwards what was taken, merged and set aside. Not thread-safe.</summary>
public sealed class PurchaseImport
{
    private readonly PurchaseCsvOptions _options;
    private readonly PurchaseMap _map;
    private readonly MomentText _moments;
    private readonly Stream _stream;
    private readonly string _fileName;
    private readonly IRejectSink? _sink;
    private readonly ReturnRule _rule;
    private readonly PurchaseTally _tally;
    private bool _isRead;

    internal PurchaseImport(PurchaseCsvOptions options, PurchaseMap map, MomentText moments, Stream stream, string fileName, IRejectSink? sink)
    {
        _options = options;
        _map = map;
        _moments = moments;
        _stream = stream;
        _fileName = fileName;
        _sink = sink;
        _rule = new ReturnRule(map);
        _tally = new PurchaseTally(options.Currency);
    }

    /// <summary>What was read so far; of the whole file once its events have been enumerated to the end.</summary>
    public PurchaseImportSummary Summary => _tally.ToSummary();

    /// <summary>The purchases (<see cref="Purchase"/>) and returns (<see cref="PurchaseReturn"/>) of the file, an invoice at the place of its first line.</summary>
    /// <remarks>Where a file is read twice, every fault that stops the import is found before the first event.</remarks>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The events; enumerate once.</returns>
    /// <exception cref="InvalidOperationException">The file was read already.</exception>
    /// <exception cref="ImportFaultException">
    /// While enumerating: without a sink, the file is malformed or a row holds what no purchase can; with one, the header line is, or a record is too long to be read.
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
        var start = _stream.CanSeek ? _stream.Position : 0;
        InvoiceTable? invoices = null;
        if (_map.Lines == InvoiceLines.Sum || _sink is not null)
        {
            invoices = await GatherAsync(cancellationToken).ConfigureAwait(false);
            _stream.Position = start;
        }

        var records = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = records.ConfigureAwait(false);
        var rows = new PurchaseRows(records, Lines(records), _map, _rule, _options.KeysInConflict, invoices, _tally);
        var rejects = _sink is null ? null : new Rejects(records, _sink);
        while (await records.AdvanceAsync(cancellationToken).ConfigureAwait(false))
        {
            _tally.Read();
            if (rows.TryTake(out var taken, out var fault))
            {
                if (taken is not null)
                {
                    yield return taken;
                }

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

    /// <summary>Reads the file for the first time and puts the lines of each key together; <c>null</c> where it has no keys.</summary>
    private async Task<InvoiceTable?> GatherAsync(CancellationToken cancellationToken)
    {
        var records = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = records.ConfigureAwait(false);
        var lines = Lines(records);
        if (!lines.HasKeys)
        {
            return null;
        }

        var invoices = new InvoiceTable(_map, _rule);
        while (await records.AdvanceAsync(cancellationToken).ConfigureAwait(false))
        {
            Gather(records, lines, invoices);
        }

        foreach (var key in KeyConflicts.Written(_options.KeysInConflict, _options.KeyPrefix))
        {
            invoices.Refuse(key);
        }

        return invoices.Judge(out var fault, out var line) || _sink is not null ? invoices : throw records.FaultAt(line, fault);
    }

    private void Gather(CsvRecords records, PurchaseLines lines, InvoiceTable invoices)
    {
        if (records.IsDamaged(out var fault))
        {
            ThrowWithoutSink(records, fault);
            foreach (var key in DamagedKeys.Of(records, lines.KeyColumn))
            {
                invoices.Spoil(key, records.Line);
            }
        }
        else if (!lines.TryParse(out var line, out fault))
        {
            ThrowWithoutSink(records, fault);
            foreach (var key in lines.KeysOfBadRow())
            {
                invoices.Spoil(key, records.Line);
            }
        }
        else if (line.HasKey && invoices.Add(line, records.Line) is not default(RejectReason) and var conflict)
        {
            ThrowWithoutSink(records, InvoiceTable.Conflict(conflict, invoices.FirstLineOf(line.Key), lines.KeyName));
        }
    }

    private void ThrowWithoutSink(CsvRecords records, in RowFault fault)
    {
        if (_sink is null)
        {
            throw records.Fault(fault);
        }
    }

    private ValueTask<CsvRecords> OpenAsync(CancellationToken cancellationToken) => CsvRecords.OpenAsync(_stream, _options.Format, _fileName, cancellationToken);

    private PurchaseLines Lines(CsvRecords records) => new(records, _options, _map, _moments);
}
