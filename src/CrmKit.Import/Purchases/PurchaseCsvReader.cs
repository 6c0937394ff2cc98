using System.Runtime.CompilerServices;

namespace CrmKit.Import;

/// <summary>Reads purchases from CSV, row by row.</summary>
/// <remarks>
/// <para>Memory is bounded by the longest record (1,000,000 bytes) but for the keys, of which each distinct one is remembered in about 100 bytes.</para>
/// <para>The reader yields rows as it meets them: to take nothing of a file with a fault, commit only after the last row. A reader may be used for any
/// number of files, also at the same time.</para>
/// </remarks>
public sealed class PurchaseCsvReader
{
    private const int MaxPrefix = 100;

    private readonly PurchaseCsvOptions _options;
    private readonly DateText _dates;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">How the files are written.</param>
    /// <exception cref="ArgumentException">An option is unusable: the message says which and what is admissible.</exception>
    public PurchaseCsvReader(PurchaseCsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FormatChecks.Check(options.Format, nameof(options));
        FormatChecks.CheckName(options.CustomerColumn, nameof(options.CustomerColumn), nameof(options));
        FormatChecks.CheckName(options.DateColumn, nameof(options.DateColumn), nameof(options));
        FormatChecks.CheckName(options.AmountColumn, nameof(options.AmountColumn), nameof(options));
        FormatChecks.CheckName(options.KeyColumn, nameof(options.KeyColumn), nameof(options), optional: true);
        if (options.BusinessZone is null)
        {
            throw new ArgumentException("BusinessZone must be stated: dates are days of that zone.", nameof(options));
        }

        if (options.KeyPrefix is not { Length: <= MaxPrefix } || options.KeyPrefix.Any(char.IsControl))
        {
            throw new ArgumentException($"KeyPrefix is at most {MaxPrefix} characters without control characters.", nameof(options));
        }

        _options = options;
        _dates = new DateText(options.Format, nameof(options));
    }

    /// <summary>Reads the purchases of one file, in its order.</summary>
    /// <remarks>Two rows with one key of their own and the same content are both yielded, as the one event they are; with other content the second is a fault.</remarks>
    /// <param name="stream">The file's bytes, UTF-8; read from its position to its end and left open.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The purchases; enumerate once.</returns>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty.</exception>
    /// <exception cref="ImportFaultException">While enumerating: the file is malformed, or a row holds what no purchase can.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: the token was cancelled.</exception>
    /// <exception cref="IOException">While enumerating: the stream failed.</exception>
    public IAsyncEnumerable<Purchase> ReadAsync(Stream stream, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return Read(stream, fileName, cancellationToken);
    }

    private async IAsyncEnumerable<Purchase> Read(Stream stream, string fileName, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var records = await CsvRecords.OpenAsync(stream, _options.Format, fileName, cancellationToken).ConfigureAwait(false);
        await using var _ = records.ConfigureAwait(false);
        var rows = new PurchaseRows(records, _options, _dates);
        while (await records.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return rows.Parse();
        }
    }
}
