using CrmKit.Messaging;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <content>Forgetting.</content>
public sealed partial class CrmDesk
{
    /// <summary>Forgets people: <see cref="IErasureStore.EraseAsync"/>, and the copies of their messages that senders keep (<see cref="IMessageArchive"/>), such as the files of the default sender.</summary>
    /// <remarks>
    /// Copies go first, so that an erasure that stopped half-way is done by calling again; and once more afterwards, for what left meanwhile. A message that a sender is
    /// handing over at that very moment may still leave a copy: erase while no dispatcher is at work, or call again. Copies to an address that somebody else shares go too. Files that were
    /// imported, exported, or set aside as rejects are the program's own.
    /// </remarks>
    /// <param name="customers">For each person the id of any record, or several.</param>
    /// <param name="cancellationToken">Stops before the store commits, never after.</param>
    /// <exception cref="ArgumentException">An id is no id.</exception>
    /// <exception cref="CrmStoreException">The store failed; everybody is known as before, and copies may be gone.</exception>
    /// <exception cref="IOException">A copy cannot be deleted.</exception>
    public async Task<ErasureReport> EraseAsync(IReadOnlyCollection<CustomerId> customers, CancellationToken cancellationToken = default)
    {
        ErasureRules.Check(customers);
        ImmutableArray<IMessageArchive> archives = [.. _senders.OfType<IMessageArchive>()];
        var (effects, points) = archives.IsEmpty ? ([], []) : await TracesOfAsync(customers, cancellationToken).ConfigureAwait(false);
        var copies = await ForgetCopiesAsync(cancellationToken).ConfigureAwait(false);
        var people = await _store.EraseAsync(customers, cancellationToken).ConfigureAwait(false);
        return new ErasureReport(people, copies + await ForgetCopiesAsync(CancellationToken.None).ConfigureAwait(false));

        async Task<int> ForgetCopiesAsync(CancellationToken stop)
        {
            var deleted = 0;
            foreach (var archive in archives)
            {
                deleted += await archive.ForgetAsync(effects, points, stop).ConfigureAwait(false);
            }

            return deleted;
        }
    }

    // A message left under the id that the person was known by then: any record's.
    private async Task<(HashSet<TouchKey> Effects, HashSet<ContactPoint> Points)> TracesOfAsync(IReadOnlyCollection<CustomerId> customers, CancellationToken cancellationToken)
    {
        var merges = await _store.ReadMergesAsync(cancellationToken).ConfigureAwait(false);
        var personOf = merges.PersonsAt(Instant.MaxValue);
        var recordsOf = personOf.ToLookup(pair => pair.Value, pair => pair.Key);
        HashSet<TouchKey> effects = [];
        HashSet<ContactPoint> points = [];
        foreach (var person in customers.Select(id => personOf.GetValueOrDefault(id, id)).ToHashSet())
        {
            var facts = await _store.LoadFactsAsync(person, _options.BusinessZone, cancellationToken).ConfigureAwait(false);
            var keys = facts.Decided.Concat(facts.Contacts.Select(contact => contact.Key));
            var records = recordsOf[person].Append(person).ToHashSet();
            effects.UnionWith(keys.SelectMany(key => records.Select(key.OnBehalfOf)));
            points.UnionWith(facts.Consents.Entries.Select(recorded => recorded.Entry.Point));
            var customer = await _store.FindCustomerAsync(person, cancellationToken).ConfigureAwait(false);
            points.UnionWith(customer?.ContactPoints.Select(point => point.Point) ?? []);
        }

        return (effects, points);
    }
}
