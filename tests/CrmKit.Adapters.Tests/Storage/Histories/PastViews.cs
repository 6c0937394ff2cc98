using CrmKit.Storage;

namespace CrmKit.Adapters.Tests.Storage.Histories;

/// <summary>What a store said of past instants when they were the present.</summary>
internal sealed class PastViews
{
    private readonly List<View> _views = [];

    // Forgotten people, and all who were one with them: of those a past instant cannot tell any more.
    private readonly HashSet<CustomerId> _forgotten = [];
    private int _erasures;

    public async Task RememberAsync(ICrmStore store, Instant at, bool isBehind)
    {
        if (_views.Count < 6)
        {
            var (customers, events) = await ReadAsync(store, at);
            Assert.True(isBehind || await store.CountErasedSinceAsync(at) == 0, "Nobody was forgotten after the present.");
            _views.Add(new View(at, customers, events, await ConsentsAsync(store, at), _erasures));
        }
    }

    /// <summary>Erases, and expects the person to be counted where it was seen.</summary>
    public async Task EraseAsync(ICrmStore store, CustomerId who)
    {
        var merges = (await store.ReadMergesAsync()).All;
        var records = RecordTree.Standing(new RecordMerges(merges)) is var tree ? tree.RecordsOf(tree.PersonOf(who)) : [];
        List<(Instant At, int Before, bool IsSeen)> counts = [];
        foreach (var view in _views)
        {
            var versions = false;
            await foreach (var version in store.ReadVersionsAsync(who))
            {
                versions |= version.RecordedAt <= view.At;
            }

            counts.Add((view.At, await store.CountErasedSinceAsync(view.At), versions));
        }

        var isErased = await store.EraseAsync(who);
        _erasures++;
        foreach (var (at, before, isSeen) in counts)
        {
            var added = await store.CountErasedSinceAsync(at) - before;
            Assert.InRange(added, isSeen ? 1 : 0, isErased ? records.Length : 0);
        }

        _forgotten.UnionWith(records);
        while (merges.Any(merge => _forgotten.Contains(merge.Survivor) != _forgotten.Contains(merge.Absorbed)))
        {
            _forgotten.UnionWith(merges.Where(merge => _forgotten.Contains(merge.Survivor) || _forgotten.Contains(merge.Absorbed)).SelectMany(merge => new[] { merge.Survivor, merge.Absorbed }));
        }
    }

    public async Task CompareAsync(ICrmStore store)
    {
        foreach (var view in _views)
        {
            var (customers, events) = await ReadAsync(store, view.At);
            Assert.Equal(Kept(view.Customers), Kept(customers));
            Assert.Equal(Kept(view.Events), Kept(events));
            if (view.Erasures == _erasures)
            {
                // Who is forgotten takes along what others were refused for their sake.
                Assert.Equal(view.Consents, await ConsentsAsync(store, view.At));
            }
        }
    }

    private static async Task<(List<Customer> Customers, List<RecordedEvent> Events)> ReadAsync(ICrmStore store, Instant at)
    {
        List<Customer> customers = [];
        await foreach (var customer in store.ReadCustomersAsync(at))
        {
            customers.Add(customer);
        }

        List<RecordedEvent> events = [];
        await foreach (var recorded in store.ReadEventsAsync(at))
        {
            events.Add(recorded);
        }

        return (customers, events);
    }

    private static async Task<List<string>> ConsentsAsync(ICrmStore store, Instant at)
    {
        List<string> lines = [];
        foreach (var id in HistorySteps.People)
        {
            var known = await store.ReadConsentsAsync(id, at);
            lines.Add($"{known.Customer}: {string.Join(", ", KnownConsents.PointsOf(known.Person).Select(point => point.Address))}");
            lines.AddRange(known.Consents.Entries.Concat(known.RefusalsAtSharedPoints).Select(recorded => $"{recorded} {recorded.Entry.Point.Address}"));
        }

        return lines;
    }

    private IEnumerable<Customer> Kept(List<Customer> customers) => customers
        .Where(customer => !_forgotten.Contains(customer.Id))
        .Select(customer => customer with { Roles = [.. customer.Roles.Where(role => !_forgotten.Contains(role.Of))] });

    private IEnumerable<RecordedEvent> Kept(List<RecordedEvent> events) => events.Where(recorded => !_forgotten.Contains(recorded.Event.Customer));

    private sealed record View(Instant At, List<Customer> Customers, List<RecordedEvent> Events, List<string> Consents, int Erasures);
}
