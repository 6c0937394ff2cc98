namespace CrmKit.Storage;

/// <content>The copy to try things out on: a state is immutable, so that both begin with the same one.</content>
public sealed partial class InMemoryCrmStore : IRehearsalStore
{
    /// <inheritdoc/>
    public Task<ICrmStore> RehearseAsync(IClock clock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clock);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<ICrmStore>(new InMemoryCrmStore(clock, _keys) { _state = State });
    }
}
