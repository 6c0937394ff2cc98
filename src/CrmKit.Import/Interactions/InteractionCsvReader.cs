namespace CrmKit.Import;

/// <summary>Reads replies, complaints, promises, answers about satisfaction and touches from CSV.</summary>
/// <remarks>
/// <para>Nothing is guessed and nothing dropped: a row that lacks what its type needs, or fills a column that its type does not use, is a fault.</para>
/// <para>
/// Where bad rows are set aside, the file is read twice: first all keys are judged, then events and rejects go out in the file's order. Memory is bounded by the
/// longest record (1,000,000 bytes) but for about 100 bytes a key.
/// </para>
/// <para>To take nothing of a file with a fault, commit only after the last event. A reader may be used for any number of files, also at the same time.</para>
/// </remarks>
public sealed class InteractionCsvReader
{
    private const int MaxPrefix = 100;

    private readonly InteractionCsvOptions _options;
    private readonly MomentText _moments;
    private readonly DateText _days;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">How the files are written.</param>
    /// <exception cref="ArgumentException">An option is unusable: the message says which and what is admissible.</exception>
    public InteractionCsvReader(InteractionCsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FormatChecks.Check(options.Format, nameof(options));
        CheckNames(options, nameof(options));
        if (options.BusinessZone is null || options.TimeResolver is null)
        {
            throw new ArgumentException("BusinessZone must be stated, for dates are days of that zone; TimeResolver must not be null, leave it out to have the default.", nameof(options));
        }

        CheckPrefix(options.KeyPrefix, nameof(options.KeyPrefix), nameof(options));
        CheckPrefix(options.ReferencePrefix, nameof(options.ReferencePrefix), nameof(options));
        _options = options;
        _moments = new MomentText(options.Format, options.DatePattern, options.BusinessZone, options.TimeResolver, nameof(options));
        _days = new DateText(options.Format, nameof(options));
    }

    /// <summary>Opens one file: its events, in its order.</summary>
    /// <remarks>
    /// Two rows with one key and the same content are both yielded, as the one event they are. Where rows are set aside, nothing of a key is taken of which one row is bad, or two rows say different things: what was taken would stand against the corrected row later.
    /// A damaged record sets aside every key that occurs in it. The header line must be in order, and no record longer than 1,000,000 bytes, in either case.
    /// </remarks>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open. Seekable where rows are set aside.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="rejects">Takes the rows that are set aside; <c>null</c>: the first bad row stops the reading.</param>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty, or the stream must be seekable and is not.</exception>
    public FileImport<TimelineEvent, InteractionImportSummary> Open(Stream stream, string fileName, IRejectSink? rejects = null)
    {
        var source = CsvSource.Of(stream, fileName, _options.Format, rejects, isReadTwice: rejects is not null);
        KeyConflicts.Check(_options.KeysInConflict, rejects, nameof(rejects));
        return new FileImport<TimelineEvent, InteractionImportSummary>(new InteractionReading(source, _options, _moments, _days));
    }

    private static void CheckNames(InteractionCsvOptions options, string parameter)
    {
        FormatChecks.CheckName(options.CustomerColumn, nameof(options.CustomerColumn), parameter);
        FormatChecks.CheckName(options.TypeColumn, nameof(options.TypeColumn), parameter);
        FormatChecks.CheckName(options.DateColumn, nameof(options.DateColumn), parameter);
        FormatChecks.CheckName(options.KeyColumn, nameof(options.KeyColumn), parameter, optional: true);
        FormatChecks.CheckName(options.ChannelColumn, nameof(options.ChannelColumn), parameter, optional: true);
        FormatChecks.CheckName(options.ScoreColumn, nameof(options.ScoreColumn), parameter, optional: true);
        FormatChecks.CheckName(options.DueColumn, nameof(options.DueColumn), parameter, optional: true);
        FormatChecks.CheckName(options.RefersToColumn, nameof(options.RefersToColumn), parameter, optional: true);
        FormatChecks.CheckName(options.ClassColumn, nameof(options.ClassColumn), parameter, optional: true);
        FormatChecks.CheckName(options.KindColumn, nameof(options.KindColumn), parameter, optional: true);
        FormatChecks.CheckName(options.ReasonColumn, nameof(options.ReasonColumn), parameter, optional: true);
        FormatChecks.CheckName(options.OccurrenceColumn, nameof(options.OccurrenceColumn), parameter, optional: true);
        FormatChecks.CheckName(options.NoteColumn, nameof(options.NoteColumn), parameter, optional: true);
    }

    private static void CheckPrefix(string prefix, string option, string parameter)
    {
        if (prefix is null || prefix.Length > MaxPrefix || prefix.Any(char.IsControl))
        {
            throw new ArgumentException($"{option} is at most {MaxPrefix} characters without control characters.", parameter);
        }
    }
}
