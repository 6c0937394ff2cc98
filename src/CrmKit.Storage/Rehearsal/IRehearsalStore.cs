namespace CrmKit.Storage;

/// <summary>A store that can be copied, so that what may come is tried out where it changes nothing.</summary>
public interface IRehearsalStore
{
    /// <summary>A copy of all that the store holds at one moment, with a clock of its own. What is done to the copy never happened; disposing of it forgets it.</summary>
    /// <param name="clock">The clock of the copy.</param>
    /// <param name="cancellationToken">Stops before the copying.</param>
    /// <exception cref="CrmStoreException">The store failed; there is no copy.</exception>
    Task<ICrmStore> RehearseAsync(IClock clock, CancellationToken cancellationToken = default);
}
