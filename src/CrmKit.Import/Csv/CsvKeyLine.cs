namespace CrmKit.Import;

/// <summary>Finds the row of a key in a file that has been read before.</summary>
public static class CsvKeyLine
{
    /// <summary>The physical line of the first row whose field holds a text; <c>null</c> where no row does, or there is no such column.</summary>
    /// <param name="stream">The file's bytes, UTF-8; read from its position on and left open.</param>
    /// <param name="format">How the file is written.</param>
    /// <param name="column">The name of the column, matched without regard to case.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImportFaultException">The file is malformed.</exception>
    public static async Task<long?> FindAsync(Stream stream, CsvFormat format, string column, string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(text);
        var records = await CsvRecords.OpenAsync(stream, format, "file", cancellationToken).ConfigureAwait(false);
        await using var _ = records.ConfigureAwait(false);
        var index = records.Header.Optional(name: null, column, nameof(column));
        while (index >= 0 && await records.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(records.Text(index).Trim(), text, StringComparison.Ordinal))
            {
                return records.Line;
            }
        }

        return null;
    }
}
