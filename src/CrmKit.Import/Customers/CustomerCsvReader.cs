namespace CrmKit.Import;

/// <summary>Reads customers and their consents from CSV, row by row.</summary>
/// <remarks>
/// <para>Memory is bounded by the longest record (1,000,000 bytes) but for the ids, of which each distinct one is remembered in about 100 bytes. Where bad rows are set aside, the file is read twice, and a third time where there are any.</para>
/// <para>The reader yields rows as it meets them: to take nothing of a file with a fault, commit only after the last row. A reader may be used for any
/// number of files, also at the same time.</para>
/// </remarks>
public sealed class CustomerCsvReader
{
    private readonly CustomerCsvOptions _options;
    private readonly DateText _dates;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">How the files are written.</param>
    /// <exception cref="ArgumentException">An option is unusable: the message says which and what is admissible.</exception>
    public CustomerCsvReader(CustomerCsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FormatChecks.Check(options.Format, nameof(options));
        FormatChecks.CheckName(options.CustomerColumn, nameof(options.CustomerColumn), nameof(options));
        FormatChecks.CheckName(options.ConsentPrefix, nameof(options.ConsentPrefix), nameof(options));
        foreach (var (name, option) in OptionalNames(options))
        {
            FormatChecks.CheckName(name, option, nameof(options), optional: true);
        }

        foreach (var further in options.FurtherPoints)
        {
            FormatChecks.CheckName(further?.Column, nameof(options.FurtherPoints), nameof(options));
            _ = ContactPoint.Expected(further!.Channel);
        }

        if (options.BusinessZone is null)
        {
            throw new ArgumentException("BusinessZone must be stated: a consent counts from the start of its day in that zone.", nameof(options));
        }

        _options = options;
        _dates = new DateText(options.Format, nameof(options));
    }

    /// <summary>Opens one file: its customers, in its order.</summary>
    /// <remarks>
    /// <para>A second row with the id and the content of an earlier one gives nothing; with other content it is a fault. Where rows are set aside, all rows of such an id are, and all rows of an id of which one is bad: nobody knows which is right.</para>
    /// <para>
    /// Whoever refused stays refused. A row that is set aside and says, or may say, that the person is not to be contacted (a refusal, an address out of use, a care flag, or what cannot be read there) holds back every agreement of its person and at its
    /// addresses: those rows are set aside too. What of it can be read is given with <see cref="ImportedCustomer.IsSetAside"/>, so that agreements of earlier imports end by it, also of a damaged record whose fields can be told apart;
    /// without an id for everybody known at its addresses (<see cref="ConsentDoubts.CustomersAt"/>). What cannot is counted in <see cref="ImportSummary.RefusalsNotHeeded"/>.
    /// </para>
    /// </remarks>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open. Seekable where rows are set aside.</param>
    /// <param name="fileName">The name that faults carry, and the source of consents where the file states none.</param>
    /// <param name="rejects">Takes the bad rows; <c>null</c>: the first one stops the reading.</param>
    /// <param name="doubts">Doubts of all files of the import, where it has several; <c>null</c>: those of this file alone. Without rejects there are none.</param>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty, or the stream must be seekable and is not.</exception>
    public FileImport<ImportedCustomer, LineImportSummary> Open(Stream stream, string fileName, IRejectSink? rejects = null, ConsentDoubts? doubts = null)
    {
        var source = CsvSource.Of(stream, fileName, _options.Format, rejects, isReadTwice: rejects is not null);
        return new FileImport<ImportedCustomer, LineImportSummary>(new CustomerReading(source, _options, _dates, doubts ?? new ConsentDoubts()));
    }

    /// <summary>Collects the people and addresses of the rows that would be set aside and may be refusals.</summary>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end, twice where there are bad rows, and left open. Seekable.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="doubts">Where they are collected.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty, or the stream is not seekable.</exception>
    /// <exception cref="ImportFaultException">The header line is not in order, or a record is too long to be read.</exception>
    public Task CollectDoubtsAsync(Stream stream, string fileName, ConsentDoubts doubts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(doubts);
        var source = CsvSource.Of(stream, fileName, _options.Format, rejects: null, isReadTwice: true);
        return new CustomerReading(source, _options, _dates, doubts).JudgeAsync(cancellationToken);
    }

    private static IEnumerable<(string? Name, string Option)> OptionalNames(CustomerCsvOptions options) =>
    [
        (options.NameColumn, nameof(options.NameColumn)),
        (options.GivenNameColumn, nameof(options.GivenNameColumn)),
        (options.FamilyNameColumn, nameof(options.FamilyNameColumn)),
        (options.KindColumn, nameof(options.KindColumn)),
        (options.EmailColumn, nameof(options.EmailColumn)),
        (options.PhoneColumn, nameof(options.PhoneColumn)),
        (options.SmsColumn, nameof(options.SmsColumn)),
        (options.PostColumn, nameof(options.PostColumn)),
        (options.MessengerColumn, nameof(options.MessengerColumn)),
        (options.ZoneColumn, nameof(options.ZoneColumn)),
        (options.LanguageColumn, nameof(options.LanguageColumn)),
        (options.BirthdayColumn, nameof(options.BirthdayColumn)),
        (options.PreferredHoursColumn, nameof(options.PreferredHoursColumn)),
        (options.UpdatedAtColumn, nameof(options.UpdatedAtColumn)),
        (options.PreferredChannelColumn, nameof(options.PreferredChannelColumn)),
        (options.ConsentDateColumn, nameof(options.ConsentDateColumn)),
        (options.ConsentSourceColumn, nameof(options.ConsentSourceColumn)),
        (options.ObjectionColumn, nameof(options.ObjectionColumn)),
        (options.ConsentBasisColumn, nameof(options.ConsentBasisColumn)),
        (options.ConsentWordingColumn, nameof(options.ConsentWordingColumn)),
        (options.ConsentEvidenceColumn, nameof(options.ConsentEvidenceColumn)),
        (options.DatePrefix, nameof(options.DatePrefix)),
        (options.InterestPrefix, nameof(options.InterestPrefix)),
        (options.InferredPrefix, nameof(options.InferredPrefix)),
        (options.RolePrefix, nameof(options.RolePrefix)),
        (options.CarePrefix, nameof(options.CarePrefix)),
        (options.BlockPrefix, nameof(options.BlockPrefix)),
        (options.FieldPrefix, nameof(options.FieldPrefix)),
    ];
}
