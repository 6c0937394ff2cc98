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
        if (options.BusinessZone is null || options.WallTimes is null)
        {
            throw new ArgumentException("BusinessZone must be stated, for dates are days of that zone; WallTimes must not be null, leave it out to have the default.", nameof(options));
        }

        CheckPrefix(options.KeyPrefix, nameof(options.KeyPrefix), nameof(options));
        CheckPrefix(options.ReferencePrefix, nameof(options.ReferencePrefix), nameof(options));
        _options = options;
        _moments = new MomentText(options.Format, options.DatePattern, options.BusinessZone, options.WallTimes, nameof(options));
        _days = new DateText(options.Format, nameof(options));
    }

    /// <summary>Reads the events of one file, in its order; the first fault stops the reading.</summary>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The events; enumerate once.</returns>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty.</exception>
    /// <exception cref="ImportFaultException">While enumerating: the file is malformed, or a row states no event.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the token was cancelled.</exception>
    /// <exception cref="IOException">While enumerating: the stream failed.</exception>
    public IAsyncEnumerable<TimelineEvent> ReadAsync(Stream stream, string fileName, CancellationToken cancellationToken = default) =>
        Open(stream, fileName).ReadAsync(cancellationToken);

    /// <summary>Prepares the reading of one file, which then tells what it took; bad rows stop it, or are set aside.</summary>
    /// <remarks>
    /// Nothing of a key is taken of which one row is bad, or two rows say different things: what was taken would stand against the corrected row later.
    /// A damaged record sets aside every key that occurs in it. The header line must be in order, and no record longer than 1,000,000 bytes, in either case.
    /// </remarks>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open. Seekable where rows are set aside.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="rejects">Takes the rows that are set aside; <c>null</c>: the first bad row stops the reading.</param>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty, or the stream must be seekable and is not.</exception>
    public InteractionImport Open(Stream stream, string fileName, IRejectSink? rejects = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        if (!stream.CanSeek && rejects is not null)
        {
            throw new ArgumentException("The stream must be seekable: a file of which rows are set aside is read twice.", nameof(stream));
        }

        KeyConflicts.Check(_options.KeysInConflict, rejects, nameof(rejects));
        return new InteractionImport(_options, _moments, _days, stream, fileName, rejects);
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
