namespace CrmKit.Import;

/// <summary>Reads consents, refusals and objections from CSV, one statement a row.</summary>
/// <remarks>
/// <para>
/// An import says what a list says: that somebody agreed counts as reported, so that no list makes a person contactable again who objected
/// (<see cref="ConsentEntry.IsFreshOptIn"/>), unless <see cref="ConsentCsvOptions.TrustsEvidence"/> is stated.
/// </para>
/// <para>
/// Memory is bounded by the longest record (1,000,000 bytes). Where bad rows are set aside, the file is read twice, and each bad row costs about 1,000 bytes.
/// </para>
/// <para>To take nothing of a file with a fault, commit only after the last statement. A reader may be used for any number of files, also at the same time.</para>
/// </remarks>
public sealed class ConsentCsvReader
{
    private readonly ConsentCsvOptions _options;
    private readonly ConsentMoments _moments;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">How the files are written.</param>
    /// <exception cref="ArgumentException">An option is unusable: the message says which and what is admissible.</exception>
    public ConsentCsvReader(ConsentCsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FormatChecks.Check(options.Format, nameof(options));
        CheckNames(options, nameof(options));
        if (options.BusinessZone is null)
        {
            throw new ArgumentException("BusinessZone must be stated: dates are days of that zone.", nameof(options));
        }

        _options = options;
        _moments = new ConsentMoments(options, nameof(options));
    }

    /// <summary>Opens one file: its statements, one a row, in its order.</summary>
    /// <remarks>
    /// Equal rows give equal statements, of which a store keeps one: a second import of the file changes nothing. A row that is set aside may be a refusal: no agreement is then taken of its person or at its address, nor of anybody who stands in a damaged record, and
    /// these agreements are set aside too. Refusals that are in order are always taken. One in a row that is set aside is given as far as it can be read: its address, state and day must be, also in a damaged record whose fields can be told apart. An objection is about everything; an opt-out whose topic cannot be read is one of the whole purpose, and one
    /// whose purpose cannot be read one of marketing and of greetings. A refusal without its customer is given for everybody known at its address (<see cref="ConsentDoubts.CustomersAt"/>). What is not given so is counted in <see cref="ImportSummary.RefusalsNotHeeded"/>. The header line must be in order, and no record longer than 1,000,000 bytes, in either case.
    /// </remarks>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open. Seekable where rows are set aside.</param>
    /// <param name="fileName">The name that faults carry, and the source of statements where the file states none.</param>
    /// <param name="rejects">Takes the rows that are set aside; <c>null</c>: the first bad row stops the reading.</param>
    /// <param name="doubts">Doubts of all files of the import, where it has several; <c>null</c>: those of this file alone. Without rejects there are none.</param>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty or holds control characters, or the stream must be seekable and is not.</exception>
    public FileImport<ConsentEntry, ConsentImportSummary> Open(Stream stream, string fileName, IRejectSink? rejects = null, ConsentDoubts? doubts = null) =>
        new(Reading(stream, fileName, rejects, doubts ?? new ConsentDoubts()));

    /// <summary>Collects the people and addresses of the rows that would be set aside: any of them may be a refusal.</summary>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="doubts">Where they are collected.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty or holds control characters.</exception>
    /// <exception cref="ImportFaultException">The header line is not in order, or a record is too long to be read.</exception>
    public Task CollectDoubtsAsync(Stream stream, string fileName, ConsentDoubts doubts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(doubts);
        return Reading(stream, fileName, rejects: null, doubts).JudgeAsync(cancellationToken);
    }

    private ConsentReading Reading(Stream stream, string fileName, IRejectSink? rejects, ConsentDoubts doubts)
    {
        var source = CsvSource.Of(stream, fileName, _options.Format, rejects, isReadTwice: rejects is not null);
        var fileSource = ConsentColumns.WithoutFolder(fileName);
        if (fileSource.Length == 0 || FieldChecks.HasControl(fileSource))
        {
            throw new ArgumentException("The file's name is the source of statements: it must not end in a slash, nor hold control characters.", nameof(fileName));
        }

        return new ConsentReading(source, _options, _moments, fileSource, doubts);
    }

    private static void CheckNames(ConsentCsvOptions options, string parameter)
    {
        FormatChecks.CheckName(options.CustomerColumn, nameof(options.CustomerColumn), parameter);
        FormatChecks.CheckName(options.ChannelColumn, nameof(options.ChannelColumn), parameter);
        FormatChecks.CheckName(options.AddressColumn, nameof(options.AddressColumn), parameter);
        FormatChecks.CheckName(options.PurposeColumn, nameof(options.PurposeColumn), parameter);
        FormatChecks.CheckName(options.StateColumn, nameof(options.StateColumn), parameter);
        FormatChecks.CheckName(options.DateColumn, nameof(options.DateColumn), parameter);
        FormatChecks.CheckName(options.TopicColumn, nameof(options.TopicColumn), parameter, optional: true);
        FormatChecks.CheckName(options.SourceColumn, nameof(options.SourceColumn), parameter, optional: true);
        FormatChecks.CheckName(options.BasisColumn, nameof(options.BasisColumn), parameter, optional: true);
        FormatChecks.CheckName(options.WordingColumn, nameof(options.WordingColumn), parameter, optional: true);
        FormatChecks.CheckName(options.EvidenceColumn, nameof(options.EvidenceColumn), parameter, optional: true);
        FormatChecks.CheckName(options.EvidenceReferenceColumn, nameof(options.EvidenceReferenceColumn), parameter, optional: true);
    }
}
