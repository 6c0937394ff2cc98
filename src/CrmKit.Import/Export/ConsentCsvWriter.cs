using NodaTime.Text;

namespace CrmKit.Import;

/// <summary>Writes statements about contact as CSV, one a row, that <see cref="ConsentCsvReader"/> reads back as the same statements.</summary>
/// <remarks>
/// Instants are told in UTC as <see cref="DatePattern"/> has them, to the microsecond. Texts stand behind an apostrophe where a spreadsheet would compute them. <see cref="ReadingOptions"/> reads all of it back, evidence as it was.
/// </remarks>
public sealed class ConsentCsvWriter
{
    /// <summary>The form of the instants, as times of UTC.</summary>
    public const string DatePattern = "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'";

    private static readonly InstantPattern Times = InstantPattern.CreateWithInvariantCulture(DatePattern);

    private static readonly string[] Columns = ["customer_id", "channel", "address", "purpose", "state", "date", "topic", "source", "basis", "wording", "evidence", "evidence_reference"];

    private readonly CsvFormat _format;

    /// <summary>Creates a writer.</summary>
    /// <param name="format">How fields are written; <c>null</c> for a comma between them. Instants are ISO in any case.</param>
    /// <exception cref="ArgumentException">The format is unusable: the message says why.</exception>
    public ConsentCsvWriter(CsvFormat? format = null)
    {
        _format = format ?? new CsvFormat();
        FormatChecks.Check(_format, nameof(format));
    }

    /// <summary>The options with which <see cref="ConsentCsvReader"/> reads what this writer wrote.</summary>
    /// <remarks>They trust the evidence that the file tells of: use them for a file that nobody else has written in.</remarks>
    public ConsentCsvOptions ReadingOptions => new() { BusinessZone = DateTimeZone.Utc, Format = _format with { IsGuarded = true }, DatePattern = DatePattern, TrustsEvidence = true };

    /// <summary>Writes one row for each statement.</summary>
    /// <param name="statements">The statements; of what a merge of two records concluded, leave out what has ended.</param>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="cancellationToken">Stops the writing; what has been written stays.</param>
    /// <returns>Number of statements.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public async Task<long> WriteAsync(IAsyncEnumerable<ConsentEntry> statements, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(statements);
        ArgumentNullException.ThrowIfNull(stream);
        var lines = new CsvLines(stream, _format.Delimiter);
        foreach (var name in Columns)
        {
            lines.Plain(name);
        }

        await lines.EndAsync(cancellationToken).ConfigureAwait(false);
        long count = 0;
        await foreach (var entry in statements.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            Write(lines, entry);
            await lines.EndAsync(cancellationToken).ConfigureAwait(false);
            count++;
        }

        await lines.FlushAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }

    private static void Write(CsvLines lines, ConsentEntry entry)
    {
        lines.Text(entry.Customer.Value);
        lines.Plain(FileCodes.Channels.Word(entry.Point.Channel));
        lines.Text(entry.Point.Address);
        lines.Text(entry.Purpose.Code);
        lines.Plain(FileCodes.ConsentStates.Word(entry.State));
        lines.Plain(Times.Format(entry.OccurredAt));
        lines.Text(entry.Topic?.Code);
        lines.Text(entry.Source);
        lines.Plain(FileCodes.Bases.Word(entry.Basis));
        lines.Text(entry.Wording);
        lines.Plain(FileCodes.Evidence.Word(entry.Evidence.Kind));
        lines.Text(entry.Evidence.Reference);
    }
}
