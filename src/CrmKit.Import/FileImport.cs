namespace CrmKit.Import;

/// <summary>The reading of one file: what it holds, one after the other, and afterwards what was taken and set aside. Not thread-safe.</summary>
/// <remarks>
/// Every reader opens its files so. While enumerating, an <see cref="ImportFaultException"/> says where the file is not what was stated; where rows are set aside,
/// only what no row can be told apart by: the header line, or a record that is too long to be read. An <see cref="IOException"/> says that the stream failed, or
/// that the file changed while it was read. To take nothing of a file with a fault, commit only after the end.
/// </remarks>
/// <typeparam name="T">What the file holds.</typeparam>
/// <typeparam name="TSummary">What is counted.</typeparam>
public sealed class FileImport<T, TSummary> : IAsyncEnumerable<T>
    where TSummary : ImportSummary
{
    private readonly IFileReading<T, TSummary> _reading;
    private bool _isRead;

    internal FileImport(IFileReading<T, TSummary> reading)
    {
        _reading = reading;
    }

    /// <summary>What was read so far; of the whole file once it has been enumerated to the end.</summary>
    public TSummary Summary => _reading.Summary;

    /// <summary>Reads the file, once, in its order.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidOperationException">The file was read already.</exception>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (_isRead)
        {
            throw new InvalidOperationException("An import reads its file once: open another one.");
        }

        _isRead = true;
        return _reading.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }
}
