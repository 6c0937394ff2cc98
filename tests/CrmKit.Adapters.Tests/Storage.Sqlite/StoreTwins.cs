using System.Text;
using CrmKit.Storage;
using CrmKit.Storage.Sqlite;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

/// <summary>The store under test beside its model, one clock for both, with the claims that workers hold on each.</summary>
internal sealed class StoreTwins : IAsyncDisposable
{
    private readonly TemporaryDatabase _database;
    private readonly RotatingKeyRing _keys = new();
    private readonly InMemoryCrmStore _model;
    private SqliteCrmStore _store;

    private StoreTwins(TemporaryDatabase database, ManualClock clock)
    {
        _database = database;
        Clock = clock;
        _model = new InMemoryCrmStore(clock, _keys);
        _store = null!;
    }

    public ManualClock Clock { get; }

    /// <summary>Claims in the order of claiming, lost and finished ones included; the same row on both sides.</summary>
    public List<(OutboxClaim Store, OutboxClaim Model)> Claims { get; } = [];

    public static async Task<StoreTwins> OpenAsync(TemporaryDatabase database)
    {
        var twins = new StoreTwins(database, new ManualClock());
        twins._store = await database.OpenAsync(twins.Clock, twins._keys);
        return twins;
    }

    public async Task ReopenAsync()
    {
        await _store.DisposeAsync();
        _store = await _database.OpenAsync(Clock, _keys);
    }

    public void RotateKeys() => _keys.Rotate();

    /// <summary>Does the same on both, and expects the same result or the same exception.</summary>
    public async Task BothAsync<T>(Func<ICrmStore, Task<T>> act)
    {
        var store = await OutcomeAsync(() => act(_store));
        var model = await OutcomeAsync(() => act(_model));
        Assert.Equal(model, store);
    }

    public async Task WithClaimAsync<T>(int index, Func<ICrmStore, OutboxClaim, Task<T>> act)
    {
        if (Claims.Count == 0)
        {
            return;
        }

        // Counted from the latest: those are the ones that still hold their rows.
        var (own, other) = Claims[^(1 + (index % Claims.Count))];
        await BothAsync(store => act(store, ReferenceEquals(store, _store) ? own : other));
    }

    public async Task ClaimAsync(int max, Duration lease)
    {
        var own = await _store.ClaimAsync(max, lease);
        var other = await _model.ClaimAsync(max, lease);
        Assert.Equal(other.Select(claim => (claim.Row, claim.LeaseUntil)), own.Select(claim => (claim.Row, claim.LeaseUntil)));
        Claims.AddRange(own.Zip(other));
    }

    public async Task CompareAsync()
    {
        Assert.Equal(await ObserveAsync(_model), await ObserveAsync(_store));
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static async Task<string> OutcomeAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return $"{await act()}";
        }
        catch (Exception error) when (error is EventConflictException or InvalidOperationException)
        {
            return error.GetType().Name + ": " + error.Message;
        }
    }

    // Everything that the ports show, as text.
    private static async Task<string> ObserveAsync(ICrmStore store)
    {
        var text = new StringBuilder();
        await foreach (var customer in store.ReadCustomersAsync())
        {
            text.AppendLine($"{customer} {customer.Name} {customer.Zone} {string.Join(',', customer.ContactPoints.Select(point => point.Address))}");
        }

        await foreach (var recorded in store.ReadEventsAsync())
        {
            text.AppendLine($"{recorded}");
        }

        await foreach (var row in store.ReadOutboxAsync())
        {
            text.AppendLine($"{row}");
        }

        await foreach (var facts in store.ReadFactsAsync(DateTimeZone.Utc))
        {
            text.AppendLine("bulk " + Text(facts));
        }

        foreach (var id in StoreCommands.People)
        {
            text.AppendLine("one " + Text(await store.LoadFactsAsync(id, DateTimeZone.Utc)));
            await foreach (var recorded in store.ReadEventsAsync(id))
            {
                text.AppendLine($"own {recorded}");
            }

            await foreach (var decision in store.ReadDecisionsAsync(id))
            {
                text.AppendLine($"{decision}");
            }
        }

        return text.ToString();
    }

    private static string Text(GateFacts facts) =>
        $"{facts.Customer} v{facts.FactsVersion} {facts.ReadAt} {facts.Zone} points {Points(facts.Points)} suppressed {Points(facts.Suppressed)} "
        + $"consents {string.Join(';', facts.Consents.Entries)} contacts {string.Join(';', facts.Contacts)} "
        + $"commitments {string.Join(';', facts.Commitments)} decided {string.Join(';', facts.Decided)}";

    private static string Points(IEnumerable<ContactPoint> points) => string.Join(',', points.Select(point => point.Address));
}
