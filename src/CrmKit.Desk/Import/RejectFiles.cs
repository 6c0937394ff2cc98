using CrmKit.Import;

namespace CrmKit.Desk;

/// <summary>The files of rows that were set aside: each is written beside its place, and put there once the import has succeeded.</summary>
internal sealed class RejectFiles(ImportRequest request) : IAsyncDisposable
{
    private readonly List<LateRejectFile> _files = [];

    /// <summary>Where the bad rows of a file go; <c>null</c> where the first one is to stop the import.</summary>
    public IRejectSink? For(string kind)
    {
        if (request.RejectsFileOf(kind) is not { } path)
        {
            return null;
        }

        var file = new LateRejectFile(path);
        _files.Add(file);
        return file;
    }

    /// <summary>The files that hold rows.</summary>
    public ImmutableArray<string> Written => [.. _files.Where(file => file.IsWritten).Select(file => file.Path)];

    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        foreach (var file in _files)
        {
            await file.KeepAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files)
        {
            await file.DisposeAsync().ConfigureAwait(false);
        }
    }
}
