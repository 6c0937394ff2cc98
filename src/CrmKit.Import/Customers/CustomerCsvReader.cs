using System.Runtime.CompilerServices;

namespace CrmKit.Import;

/// <summary>Reads customers and their consents from CSV, row by row.</summary>
/// <remarks>
/// <para>Memory is bounded by the longest record (1,000,000 bytes) but for the ids, of which each distinct one is remembered in about 100 bytes.</para>
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

    /// <summary>Reads the customers of one file, in its order.</summary>
    /// <remarks>A second row with the id and the content of an earlier one is passed over; with other content it is a fault.</remarks>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open.</param>
    /// <param name="fileName">The name that faults carry, and the source of consents where the file states none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The customers; enumerate once.</returns>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty.</exception>
    /// <exception cref="ImportFaultException">While enumerating: the file is malformed, or a row holds what no customer can.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the token was cancelled.</exception>
    /// <exception cref="IOException">While enumerating: the stream failed.</exception>
    public IAsyncEnumerable<ImportedCustomer> ReadAsync(Stream stream, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return Read(stream, fileName, null, cancellationToken);
    }

    /// <summary>Reads the customers of one file, in its order, and sets the rows aside that hold none.</summary>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="rejects">Takes the bad rows. A refusal in one of them is not taken: see to it that somebody looks at them.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The customers; enumerate once.</returns>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty.</exception>
    /// <exception cref="ImportFaultException">While enumerating: the header line is malformed, or a record is too long to be read.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the token was cancelled.</exception>
    /// <exception cref="IOException">While enumerating: the stream failed.</exception>
    public IAsyncEnumerable<ImportedCustomer> ReadAsync(Stream stream, string fileName, IRejectSink rejects, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(rejects);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return Read(stream, fileName, rejects, cancellationToken);
    }

    private async IAsyncEnumerable<ImportedCustomer> Read(Stream stream, string fileName, IRejectSink? rejects, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var records = await CsvRecords.OpenAsync(stream, _options.Format, fileName, cancellationToken).ConfigureAwait(false);
        await using var _ = records.ConfigureAwait(false);
        var rows = new CustomerRows(records, _options, _dates, fileName);
        await foreach (var row in CsvRows.ReadAsync(records, rejects, rows.Parse, cancellationToken).ConfigureAwait(false))
        {
            yield return row;
        }
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
        (options.FieldPrefix, nameof(options.FieldPrefix)),
    ];
}
