using System.Runtime.CompilerServices;

namespace CrmKit.Import;

/// <summary>Reads statements about contact from CSV, one a row.</summary>
/// <remarks>
/// <para>
/// A row has <c>customer_id</c>, <c>channel</c> (email, phone, sms, post or messenger), <c>address</c>, <c>purpose</c>, <c>state</c> (opt-in, opt-out or objection; an objection needs no purpose) and
/// <c>date</c> (a day in the stated form, or an ISO instant); it may have <c>topic</c>, <c>source</c>, <c>basis</c>, <c>wording</c>, <c>evidence</c> and <c>evidence_reference</c>.
/// </para>
/// <para>Memory is bounded by the longest record. To take nothing of a file with a fault, commit only after the last row. A reader may be used for any number of files, also at the same time.</para>
/// </remarks>
public sealed class ConsentCsvReader
{
    private readonly ConsentCsvOptions _options;
    private readonly DateText _dates;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">How the files are written.</param>
    /// <exception cref="ArgumentException">An option is unusable: the message says which and what is admissible.</exception>
    public ConsentCsvReader(ConsentCsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FormatChecks.Check(options.Format, nameof(options));
        NamedColumns.Check(options.ColumnNames, ConsentRows.Required, ConsentRows.Optional, nameof(options));
        if (options.BusinessZone is null)
        {
            throw new ArgumentException("BusinessZone must be stated: a statement counts from the start or to the end of its day in that zone.", nameof(options));
        }

        _options = options;
        _dates = new DateText(options.Format, nameof(options));
    }

    /// <summary>Reads the statements of one file, in its order.</summary>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open.</param>
    /// <param name="fileName">The name that faults carry, and the source of statements where the file states none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The statements; enumerate once.</returns>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty.</exception>
    /// <exception cref="ImportFaultException">While enumerating: the file is malformed, or a row holds what no statement can.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the token was cancelled.</exception>
    /// <exception cref="IOException">While enumerating: the stream failed.</exception>
    public IAsyncEnumerable<ConsentEntry> ReadAsync(Stream stream, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return Read(stream, fileName, null, cancellationToken);
    }

    /// <summary>Reads the statements of one file, in its order, and sets the rows aside that hold none.</summary>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="rejects">Takes the bad rows. A refusal in one of them is not taken: see to it that somebody looks at them.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The statements; enumerate once.</returns>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty.</exception>
    /// <exception cref="ImportFaultException">While enumerating: the header line is malformed, or a record is too long to be read.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the token was cancelled.</exception>
    /// <exception cref="IOException">While enumerating: the stream failed.</exception>
    public IAsyncEnumerable<ConsentEntry> ReadAsync(Stream stream, string fileName, IRejectSink rejects, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(rejects);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return Read(stream, fileName, rejects, cancellationToken);
    }

    private async IAsyncEnumerable<ConsentEntry> Read(Stream stream, string fileName, IRejectSink? rejects, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var records = await CsvRecords.OpenAsync(stream, _options.Format, fileName, cancellationToken).ConfigureAwait(false);
        await using var _ = records.ConfigureAwait(false);
        var rows = new ConsentRows(records, _options, _dates, fileName);
        await foreach (var row in CsvRows.ReadAsync(records, rejects, rows.Parse, cancellationToken).ConfigureAwait(false))
        {
            yield return row;
        }
    }
}
