namespace CrmKit.Import;

/// <summary>Reads the files of one vendor's export: contacts, statuses and deals.</summary>
/// <remarks>
/// <para>
/// One reader reads the files of one export, one after the other, and remembers who has which address: a refusal in one file holds for everybody
/// who has the address in another. Read contacts, then statuses, then deals. In another order no refusal is lost, yet a refusal at an address that
/// nobody has so far suppresses the address, and an agreement there is passed over.
/// </para>
/// <para>
/// What holds, whatever the profile says. Silence is never an agreement. A value that a status column's table does not name stops the reading. An
/// agreement without a date counts from <see cref="BeginningOfTime"/>, a refusal without one from the end of the day of the export. Of the statements
/// of one export about one address a refusal outweighs any agreement, whatever their dates. Nothing that a file reports is proof, so that
/// after an objection no import permits contact again.
/// </para>
/// <para>
/// The reader yields rows as it meets them: to take nothing of an export with a fault, commit only after the last row of the last file. Memory is bounded by the
/// longest record and by the addresses: about 500 bytes for each contact. Not thread-safe.
/// </para>
/// </remarks>
public sealed class ProfileReader
{
    private readonly ReadingState _state;

    /// <summary>Creates a reader for one export.</summary>
    /// <param name="profile">How the vendor writes.</param>
    /// <param name="options">What the files do not say.</param>
    /// <exception cref="ArgumentException">An option is unusable: the message says which and what is admissible.</exception>
    public ProfileReader(VendorProfile profile, ProfileReaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(options);
        FormatChecks.Check(new CsvFormat { Delimiter = options.Delimiter }, nameof(options));
        if (options.BusinessZone is null)
        {
            throw new ArgumentException("BusinessZone must be stated: days and times are read in it.", nameof(options));
        }

        if (options.DecimalSeparator is not (null or '.' or ','))
        {
            throw new ArgumentException("DecimalSeparator is a point or a comma; leave it out to have the profile's.", nameof(options));
        }

        if (options.CallingCode is { } code && !(code.Length is >= 2 and <= 5 && code[0] == '+' && code[1] != '0' && code.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0))
        {
            throw new ArgumentException("CallingCode is a plus and one to four digits, such as +49.", nameof(options));
        }

        if (options.ExportedOn is { } day && day.Year is < 1 or > 9998)
        {
            throw new ArgumentException("ExportedOn is a day of the years 1 to 9998.", nameof(options));
        }

        try
        {
            _state = new ReadingState(profile, options);
        }
        catch (FormatException e)
        {
            throw new ArgumentException(e.Message, nameof(options), e);
        }
    }

    /// <summary>From when an agreement counts of which nobody knows when it was given: so early that it outweighs no refusal.</summary>
    public static Instant BeginningOfTime { get; } = Instant.FromUtc(1, 1, 1, 0, 0);

    /// <summary>Opens one file: one record for each row, in its order, also for those that give nothing.</summary>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open.</param>
    /// <param name="fileName">The name that faults carry, and the source of consents.</param>
    /// <param name="kind">What the file is a list of.</param>
    /// <param name="rejects">
    /// Takes the bad rows of a file of deals; <c>null</c>: the first one stops the reading. A bad row of contacts or statuses may be a refusal, and always stops it.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty, or rows are to be set aside of another file than one of deals.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is unknown.</exception>
    public FileImport<ImportedRecord, ProfileImportSummary> Open(Stream stream, string fileName, ProfileFileKind kind, IRejectSink? rejects = null)
    {
        if (!Enum.IsDefined(kind))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of file.");
        }

        if (kind != ProfileFileKind.Deals && rejects is not null)
        {
            throw new ArgumentException("Contacts and statuses are taken whole or not at all: a bad row may be a refusal.", nameof(rejects));
        }

        var source = CsvSource.Of(stream, fileName, new CsvFormat { Delimiter = _state.Options.Delimiter }, rejects, isReadTwice: false);
        if (kind == ProfileFileKind.Deals)
        {
            KeyConflicts.Check(_state.Options.KeysInConflict, rejects, nameof(rejects));
        }

        return new FileImport<ImportedRecord, ProfileImportSummary>(new ProfileReading(source, _state, kind));
    }
}
