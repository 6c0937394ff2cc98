namespace CrmKit.Import;

/// <summary>How one file is read. Read once.</summary>
internal interface IFileReading<out T, out TSummary>
    where TSummary : ImportSummary
{
    /// <summary>What was read so far.</summary>
    TSummary Summary { get; }

    /// <summary>Reads the file.</summary>
    IAsyncEnumerable<T> ReadAsync(CancellationToken cancellationToken);
}
