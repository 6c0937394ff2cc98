namespace CrmKit.Storage.Sqlite;

/// <content>The copy to try things out on: a file that its owner alone may read, beside those of other programs' temporary files, deleted with the store.</content>
public sealed partial class SqliteCrmStore : IRehearsalStore
{
    private RehearsalFile? _rehearsal;

    /// <inheritdoc/>
    public Task<ICrmStore> RehearseAsync(IClock clock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clock);
        cancellationToken.ThrowIfCancellationRequested();
        var file = RehearsalFile.Create();
        try
        {
            _connections.CopyTo(file.Path);
            var copy = Open(file.Path, _options with { Clock = clock, Synchronous = SqliteSynchronous.Normal });
            copy._rehearsal = file;
            return Task.FromResult<ICrmStore>(copy);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
