namespace CrmKit.Import;

/// <summary>One file to be read.</summary>
/// <param name="Stream">Its bytes.</param>
/// <param name="Name">The name that faults carry.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Rejects">Takes its bad rows; <c>null</c>: the first one stops the reading.</param>
internal sealed record CsvSource(Stream Stream, string Name, CsvFormat Format, IRejectSink? Rejects)
{
    /// <summary>Checks what somebody hands in.</summary>
    /// <exception cref="ArgumentException">The name is empty, or the stream must be seekable and is not.</exception>
    public static CsvSource Of(Stream stream, string fileName, CsvFormat format, IRejectSink? rejects, bool isReadTwice)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return !isReadTwice || stream.CanSeek
            ? new CsvSource(stream, fileName, format, rejects)
            : throw new ArgumentException("The stream must be seekable: lines that are added up or set aside are read twice.", nameof(stream));
    }

    public ValueTask<CsvRecords> OpenAsync(CancellationToken cancellationToken) => CsvRecords.OpenAsync(Stream, Format, Name, cancellationToken);
}
