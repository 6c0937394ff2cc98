namespace CrmKit.Storage;

/// <content>Retention.</content>
public sealed partial class InMemoryCrmStore : IRetentionStore
{
    /// <inheritdoc/>
    /// <remarks>All of it in one step: it is wholly done or not at all.</remarks>
    public Task<RetentionReport> PurgeAsync(RetentionSchedule schedule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return WriteAsync(change => change.Purge(new RetentionCutoffs(schedule, Now)), cancellationToken);
    }
}
