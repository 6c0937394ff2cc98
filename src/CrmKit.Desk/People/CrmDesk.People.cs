using CrmKit.Import;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <content>People.</content>
public sealed partial class CrmDesk
{
    /// <summary>Looks for people who stand in the store twice. <see cref="IMergeStore.MergeAsync"/> makes two records one person, and can be undone.</summary>
    /// <param name="options">How they are looked for; <c>null</c> for the defaults.</param>
    /// <param name="progress">Told the part done, 0 to 1; <c>null</c> for nobody.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    public async Task<DuplicateReport> FindDuplicatesAsync(DuplicateOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        var people = await _store.ReadCustomersAsync(cancellationToken).CollectAsync(cancellationToken).ConfigureAwait(false);
        return DuplicateFinder.Find(people, options, progress, cancellationToken);
    }
}
