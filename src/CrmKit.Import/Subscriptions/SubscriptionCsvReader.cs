namespace CrmKit.Import;

/// <summary>Reads subscriptions, as contracts with dates or as a row for each customer and month, from CSV.</summary>
/// <remarks>The first bad row stops the reading. Memory is bounded by the longest record. Thread-safe.</remarks>
public sealed class SubscriptionCsvReader
{
    private readonly SubscriptionCsvOptions _options;
    private readonly DateText _dates;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">The columns and the currency.</param>
    /// <exception cref="ArgumentException">The format, its form of dates or the name of a column is unusable.</exception>
    public SubscriptionCsvReader(SubscriptionCsvOptions? options = null)
    {
        _options = options ?? new SubscriptionCsvOptions();
        FormatChecks.Check(_options.Format, nameof(options));
        FormatChecks.CheckName(_options.CustomerColumn, nameof(SubscriptionCsvOptions.CustomerColumn), nameof(options));
        FormatChecks.CheckName(_options.StartColumn, nameof(SubscriptionCsvOptions.StartColumn), nameof(options));
        FormatChecks.CheckName(_options.EndColumn, nameof(SubscriptionCsvOptions.EndColumn), nameof(options));
        FormatChecks.CheckName(_options.MonthColumn, nameof(SubscriptionCsvOptions.MonthColumn), nameof(options));
        FormatChecks.CheckName(_options.StateColumn, nameof(SubscriptionCsvOptions.StateColumn), nameof(options));
        FormatChecks.CheckName(_options.MrrColumn, nameof(SubscriptionCsvOptions.MrrColumn), nameof(options));
        _dates = new DateText(_options.Format, nameof(options));
    }

    /// <summary>Opens a file and reads its header line.</summary>
    /// <param name="stream">Its bytes, UTF-8; read from its position on and left open.</param>
    /// <param name="fileName">The name that faults carry.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The file's rows, to be read once and disposed of.</returns>
    /// <exception cref="ImportFaultException">The file is empty, or lacks a column.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<SubscriptionReading> OpenAsync(Stream stream, string fileName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        var records = await CsvRecords.OpenAsync(stream, _options.Format, fileName, cancellationToken).ConfigureAwait(false);
        try
        {
            return new SubscriptionReading(records, new SubscriptionLayout(records.Header, _options), new SubscriptionFields(records, _options, _dates), fileName);
        }
        catch
        {
            await records.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
