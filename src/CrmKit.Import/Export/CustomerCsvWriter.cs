namespace CrmKit.Import;

/// <summary>Writes customers as CSV that <see cref="CustomerCsvReader"/> reads back as the same customers.</summary>
/// <remarks>
/// <para>
/// RFC 4180 in UTF-8, dates and numbers in the stated form. Texts that begin with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a carriage return, so every telephone number, stand
/// behind an apostrophe, for a spreadsheet would compute them; numbers are untouched. A reader takes the apostrophe off with <see cref="CsvFormat.IsGuarded"/>.
/// </para>
/// <para>An empty text is written as nothing, and so read back as none. Statements about contact are not among the columns: <see cref="ConsentCsvWriter"/> writes them.</para>
/// </remarks>
public sealed class CustomerCsvWriter
{
    private readonly CsvFormat _format;
    private readonly DateText _dates;

    /// <summary>Creates a writer.</summary>
    /// <param name="format">How fields are written; <c>null</c> for comma, ISO dates and the invariant culture.</param>
    /// <exception cref="ArgumentException">The format is unusable: the message says why.</exception>
    public CustomerCsvWriter(CsvFormat? format = null)
    {
        _format = format ?? new CsvFormat();
        FormatChecks.Check(_format, nameof(format));
        _dates = new DateText(_format, nameof(format));
    }

    /// <summary>Writes one row for each customer.</summary>
    /// <param name="customers">Gives the customers; asked twice, first for the columns that they need.</param>
    /// <param name="stream">Where to; left open.</param>
    /// <param name="cancellationToken">Stops the writing; what has been written stays.</param>
    /// <returns>Number of customers.</returns>
    /// <exception cref="InvalidOperationException">The customers changed between the two readings so that a column is missing, or one has two dates of one name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A date lies outside the years 1 to 9999.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public async Task<long> WriteAsync(Func<IAsyncEnumerable<Customer>> customers, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentNullException.ThrowIfNull(stream);
        var layout = new CustomerLayout();
        await foreach (var customer in customers().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            layout.Add(customer);
        }

        var lines = new CsvLines(stream, _format.Delimiter);
        var rows = new CustomerLines(lines, layout, _format, _dates);
        rows.Header();
        await lines.EndAsync(cancellationToken).ConfigureAwait(false);
        long count = 0;
        await foreach (var customer in customers().WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            rows.Customer(customer);
            await lines.EndAsync(cancellationToken).ConfigureAwait(false);
            count++;
        }

        await lines.FlushAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }
}
