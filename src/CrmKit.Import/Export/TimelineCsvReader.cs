namespace CrmKit.Import;

/// <summary>Reads a whole timeline from CSV, events of every type in one file, as <see cref="TimelineCsvWriter"/> writes it.</summary>
/// <remarks>
/// <para>
/// A row has <c>customer_id</c>, <c>type</c> and <c>date</c> (in the stated form; local time of the business) or <c>at</c> (an ISO instant, which wins), and may have a <c>key</c>; a row without one gets a key from its content. By type, the row
/// has further columns, and a field that its type has no use for is a fault:
/// </para>
/// <list type="bullet">
/// <item><c>purchase</c> and <c>return</c>: <c>amount</c>, <c>currency</c>; a return may name its purchase in <c>refers_to</c>; <c>date</c> is the day on the books;</item>
/// <item><c>touch</c>: <c>channel</c>, <c>class</c> (promotional, relationship, transactional or legal), <c>reason</c>; may have <c>kind</c> (value, care or pitch) and <c>occurrence</c>, else its day;</item>
/// <item><c>reply</c>: <c>channel</c>; may have <c>refers_to</c> and <c>note</c>;</item>
/// <item><c>feedback</c>: <c>metric</c> (nps, csat or ces) and <c>score</c>; may have <c>refers_to</c> and <c>note</c>;</item>
/// <item><c>complaint</c>: may have <c>refers_to</c> and <c>note</c>; <c>complaint-resolved</c>: <c>refers_to</c>; may have <c>note</c>;</item>
/// <item><c>promise</c>: <c>due</c> (a day in the stated form); may have <c>note</c>; <c>promise-kept</c>: <c>refers_to</c>;</item>
/// <item><c>payment-failed</c>: may have <c>refers_to</c> and <c>note</c>;</item>
/// <item><c>incentive</c>: <c>incentive</c>, the code of what was given.</item>
/// </list>
/// <para>
/// Memory is bounded by the longest record but for the keys, of which each distinct one is remembered. To take nothing of a file with a fault, commit only after the last row. A reader may be used for any number of files, also at the same time.
/// </para>
/// </remarks>
public sealed class TimelineCsvReader
{
    private const int MaxPrefix = 100;

    private readonly TimelineCsvOptions _options;
    private readonly DateText _dates;
    private readonly MomentText _moments;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">How the files are written.</param>
    /// <exception cref="ArgumentException">An option is unusable: the message says which and what is admissible.</exception>
    public TimelineCsvReader(TimelineCsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FormatChecks.Check(options.Format, nameof(options));
        NamedColumns.Check(options.ColumnNames, TimelineColumns.Required, TimelineColumns.Optional, nameof(options));
        if (options.BusinessZone is null || options.TimeResolver is null)
        {
            throw new ArgumentException("BusinessZone must be stated, and TimeResolver must not be null: dates and times are of that zone.", nameof(options));
        }

        if (options.KeyPrefix is not { Length: <= MaxPrefix } || FieldChecks.HasControl(options.KeyPrefix))
        {
            throw new ArgumentException($"KeyPrefix is at most {MaxPrefix} characters without control characters.", nameof(options));
        }

        _options = options;
        _dates = new DateText(options.Format, nameof(options));
        _moments = new MomentText(options.Format, options.DatePattern, options.BusinessZone, options.TimeResolver, nameof(options));
    }

    /// <summary>Opens one file: its events, in its order.</summary>
    /// <remarks>Two rows with one key of their own and the same content are both yielded, as the one event they are; with other content the second is a fault. Where rows are set aside, all rows of such a key are, and all rows of a key of which one is bad.</remarks>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open. Seekable where rows are set aside.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="rejects">Takes the bad rows; <c>null</c>: the first one stops the reading.</param>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty, or the stream must be seekable and is not.</exception>
    public FileImport<TimelineEvent, LineImportSummary> Open(Stream stream, string fileName, IRejectSink? rejects = null)
    {
        var source = CsvSource.Of(stream, fileName, _options.Format, rejects, isReadTwice: rejects is not null);
        KeyConflicts.Check(_options.KeysInConflict, rejects, nameof(rejects));
        return new FileImport<TimelineEvent, LineImportSummary>(new TimelineReading(source, _options, _dates, _moments));
    }
}
