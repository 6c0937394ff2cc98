using CrmKit.Import;

namespace CrmKit.Desk;

/// <summary>A rejects file that begins to exist with its first row.</summary>
internal sealed class LateRejectFile(string path) : IRejectSink, IAsyncDisposable
{
    private readonly string _partial = PartialOf(path);
    private FileStream? _stream;
    private RejectFile? _file;

    public string Path => path;

    /// <summary>Where the rows stand until the import has succeeded.</summary>
    public static string PartialOf(string path) => path + ".partial";

    public bool IsWritten { get; private set; }

    public ValueTask BeginAsync(ReadOnlyMemory<byte> headerLine, char delimiter, CancellationToken cancellationToken)
    {
        _stream = new FileStream(_partial, FileMode.Create, FileAccess.Write, FileShare.None);
        _file = new RejectFile(_stream);
        return _file.BeginAsync(headerLine, delimiter, cancellationToken);
    }

    public ValueTask AddAsync(RejectedRecord record, CancellationToken cancellationToken) => _file!.AddAsync(record, cancellationToken);

    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (_stream is not null)
        {
            await _file!.FlushAsync(cancellationToken).ConfigureAwait(false);
            await CloseAsync().ConfigureAwait(false);
            File.Move(_partial, path, overwrite: true);
            IsWritten = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null)
        {
            await CloseAsync().ConfigureAwait(false);
            File.Delete(_partial);
        }
    }

    private async ValueTask CloseAsync()
    {
        await _stream!.DisposeAsync().ConfigureAwait(false);
        _stream = null;
    }
}
