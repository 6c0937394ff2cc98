using System.Text;
using CrmKit.Storage;
using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Storage.Sqlite;

/// <summary>The store under test beside its model, one clock for both, with the claims that workers hold on each.</summary>
internal sealed class StoreTwins : IAsyncDisposable
{
    private readonly Func<IClock, IKeyRing, Task<ICrmStore>> _open;
    private readonly RotatingKeyRing _keys = new();
    private readonly InMemoryCrmStore _model;
    private readonly List<Instant> _moments = [];
    private ICrmStore _store;

    private StoreTwins(Func<IClock, IKeyRing, Task<ICrmStore>> open, ManualClock clock)
    {
        _open = open;
        Clock = clock;
        _model = new InMemoryCrmStore(clock, _keys);
        _store = null!;
    }

    public ManualClock Clock { get; }

    /// <summary>Claims in the order of claiming, lost and finished ones included; the same row on both sides.</summary>
    public List<(OutboxClaim Store, OutboxClaim Model)> Claims { get; } = [];

    public static Task<StoreTwins> OpenAsync(TemporaryDatabase database) => OpenAsync(async (clock, keys) => await database.OpenAsync(clock, keys));

    /// <summary>Twins of a store that is opened so, empty at first, with what was committed ever after.</summary>
    public static async Task<StoreTwins> OpenAsync(Func<IClock, IKeyRing, Task<ICrmStore>> open)
    {
        var twins = new StoreTwins(open, new ManualClock());
        twins._store = await open(twins.Clock, twins._keys);
        return twins;
    }

    public async Task ReopenAsync()
    {
        await _store.DisposeAsync();
        _store = await _open(Clock, _keys);
    }

    /// <summary>Purges both, where the store under test can.</summary>
    public Task PurgeAsync(RetentionSchedule schedule) =>
        _store is IRetentionStore ? BothAsync(store => ((IRetentionStore)store).PurgeAsync(schedule)) : Task.CompletedTask;

    public void RotateKeys() => _keys.Rotate();

    /// <summary>Lets time go by, and remembers the moment before: what was known then is compared from now on.</summary>
    public void Advance(Duration duration)
    {
        if (_moments.Count < 8)
        {
            _moments.Add(Clock.Now);
        }

        Clock.Advance(duration);
    }

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

    /// <summary>Has the model put together what it keeps between changes, so that what it should not have kept shows when both are compared.</summary>
    public async Task LookAsync()
    {
        await _model.ReadCustomersAsync().CountAsync();
        await _model.ReadFactsAsync(DateTimeZone.Utc).CountAsync();
        await _model.ReadHistoriesAsync(DateTimeZone.Utc).CountAsync();
        await _model.ReadPurchasesAsync().CountAsync();
    }

    public async Task CompareAsync()
    {
        _moments.Add(Clock.Now);
        Assert.Equal(await ObserveAsync(_model), await ObserveAsync(_store));
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static async Task<string> OutcomeAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return $"{await act()}";
        }
        catch (UnknownCustomerException)
        {
            return nameof(UnknownCustomerException);
        }
        catch (Exception error) when (error is EventConflictException or InvalidOperationException)
        {
            return error.GetType().Name + ": " + error.Message;
        }
    }

    // Everything that the ports show, as text, at present and at instants that are past.
    private async Task<string> ObserveAsync(ICrmStore store)
    {
        var text = new StringBuilder();
        await TellAsync("customer", store.ReadCustomersAsync(), CustomerJson.ToText);
        await TellAsync("event", store.ReadEventsAsync(), TimelineJson.ToText);
        await TellAsync("purchase", store.ReadPurchasesAsync().OrderBy(happened => happened.Customer), TimelineJson.ToText);
        await TellAsync("history", store.ReadHistoriesAsync(DateTimeZone.Utc), static history => $"{history.Summary} {string.Join(',', history.Events.Select(TimelineJson.ToText))}");
        await TellAsync("row", store.ReadOutboxAsync(), static row => $"{row} {row.Intent.Point.Address}");
        await TellAsync("due", store.ReadOutboxAsync(OutboxState.Due), static row => $"{row} {row.Intent.Point.Address}");
        await TellAsync("bulk", store.ReadFactsAsync(DateTimeZone.Utc), Text);
        text.AppendJoin('\n', (await store.ReadMergesAsync()).All).AppendLine();
        foreach (var at in _moments)
        {
            await TellAsync($"customer at {at}", store.ReadCustomersAsync(at), CustomerJson.ToText);
            await TellAsync($"event at {at}", store.ReadEventsAsync(at), TimelineJson.ToText);
            text.AppendLine($"{await store.CountErasedSinceAsync(at)} erased since");
        }

        foreach (var id in StoreCommands.People)
        {
            text.AppendLine("one " + Text(await store.LoadFactsAsync(id, DateTimeZone.Utc)));
            text.AppendLine($"person {(await store.FindCustomerAsync(id) is { } person ? CustomerJson.ToText(person) : null)}");
            text.AppendLine($"record {(await store.FindRecordAsync(id) is { } record ? record.RecordedAt + CustomerJson.ToText(record.Customer) : null)}");
            await TellAsync("own", store.ReadEventsAsync(id), TimelineJson.ToText);
            await TellAsync("version", store.ReadVersionsAsync(id), TimelineJson.ToText);
            await TellAsync("decision", store.ReadDecisionsAsync(id), static decision => $"{decision}");
        }

        for (var i = 0; i < 4; i++)
        {
            text.AppendLine($"point {i} leads to {string.Join(',', await store.FindByPointAsync(A.Email($"{i}")))}");
            text.AppendLine($"opt-in {i} {await store.FindOptInAsync(StoreCommands.Fingerprint(i))}");
        }

        return text.ToString();

        async Task TellAsync<T>(string what, IAsyncEnumerable<T> items, Func<T, string> tell)
        {
            await foreach (var item in items)
            {
                text.AppendLine($"{what} {tell(item)}");
            }
        }
    }

    private static string Text(GateFacts facts) =>
        $"{facts.Customer} v{facts.FactsVersion} {facts.ReadAt} {facts.Zone} points {string.Join(',', facts.Points.Select(point => point.Address))} "
        + $"suppressed {string.Join(',', facts.Suppressed.Select(found => $"{found.Point.Address} {found.Kind} {found.Since}"))} care {string.Join(',', facts.CareFlags)} "
        + $"blocks {string.Join(',', facts.Blocks)} likes {facts.PreferredHours} complaints {string.Join(',', facts.OpenComplaints)} bought {facts.LastPurchase} "
        + $"consents {string.Join(';', facts.Consents.Entries.Select(ConsentJson.ToText))} "
        + $"refused by others {string.Join(';', facts.RefusalsAtSharedPoints.Select(ConsentJson.ToText))} contacts {string.Join(';', facts.Contacts)} "
        + $"commitments {string.Join(';', facts.Commitments)} decided {string.Join(';', facts.Decided)}";
}
