namespace CrmKit.Import;

/// <summary>Reads purchases and returns from CSV.</summary>
/// <remarks>
/// <para>
/// Where every row is an event (<see cref="InvoiceLines.One"/>) and nothing is set aside, a file is read once. Where lines are added up to invoices, or bad rows
/// are set aside, it is read twice: first all keys are judged, then events and rejects go out in the file's order.
/// </para>
/// <para>
/// Memory is bounded by the longest record (1,000,000 bytes) but for the keys, of which each distinct one is remembered in about 150 bytes (in about 30 bytes
/// where it was made from the content), however many lines it has.
/// </para>
/// <para>To take nothing of a file with a fault, commit only after the last event. A reader may be used for any number of files, also at the same time.</para>
/// </remarks>
public sealed class PurchaseCsvReader
{
    private readonly PurchaseCsvOptions _options;
    private readonly PurchaseMap _map;
    private readonly MomentText _moments;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">How the files are written.</param>
    /// <exception cref="ArgumentException">An option is unusable: the message says which and what is admissible.</exception>
    public PurchaseCsvReader(PurchaseCsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionChecks.Check(options, nameof(options));
        _options = options;
        _map = options.Map ?? options.SimpleMap();
        _moments = new MomentText(options.Format, _map.DatePattern, options.BusinessZone, options.TimeResolver, nameof(options));
    }

    /// <summary>Opens one file: its purchases (<see cref="Purchase"/>) and returns (<see cref="PurchaseReturn"/>), an invoice at the place of its first line.</summary>
    /// <remarks>
    /// Where every row is an event, two rows with one key and the same content are both yielded, as the one event they are; with other content the second is a fault.
    /// Where rows are set aside, nothing of a key is taken of which one line is bad: a part of an invoice would be a wrong amount, and would stand against the corrected invoice later.
    /// A damaged record sets aside every key that occurs in it. The header line must be in order, and no record longer than 1,000,000 bytes, in either case.
    /// </remarks>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open. Seekable where lines are added up or set aside.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="rejects">Takes the rows that are set aside; <c>null</c>: the first bad row stops the reading.</param>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty, or the stream must be seekable and is not.</exception>
    public FileImport<TimelineEvent, PurchaseImportSummary> Open(Stream stream, string fileName, IRejectSink? rejects = null)
    {
        var source = CsvSource.Of(stream, fileName, _options.Format, rejects, isReadTwice: rejects is not null || _map.Lines == InvoiceLines.Sum);
        KeyConflicts.Check(_options.KeysInConflict, rejects, nameof(rejects));
        return new FileImport<TimelineEvent, PurchaseImportSummary>(new PurchaseReading(source, _options, _map, _moments));
    }
}
