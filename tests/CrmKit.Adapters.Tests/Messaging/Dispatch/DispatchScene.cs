using CrmKit.Adapters.Tests.Storage.Sqlite;
using CrmKit.Messaging;
using CrmKit.Storage;
using CrmKit.Testing;
using Microsoft.Extensions.Logging;

namespace CrmKit.Adapters.Tests.Messaging.Dispatch;

/// <summary>A store of either kind with people in it who agreed to everything, and dispatchers over it.</summary>
internal sealed class DispatchScene : IAsyncDisposable
{
    private readonly TemporaryDatabase? _database;

    private DispatchScene(ICrmStore store, IClock clock, TemporaryDatabase? database)
    {
        Store = new InterceptedStore(store);
        Clock = clock;
        _database = database;
    }

    /// <summary>The stores that every fact about dispatching holds for.</summary>
    public static TheoryData<string> Stores => ["memory", "sqlite"];

    public InterceptedStore Store { get; }

    public IClock Clock { get; }

    public RecordingSender Sender { get; } = new();

    public GateList Gates { get; set; } = GateList.Standard(new GateOptions());

    public ITemplateRenderer Templates { get; set; } = TemplateSet.English("The shop");

    public ILogger<Dispatcher>? Log { get; set; }

    public static async Task<DispatchScene> OfAsync(string kind, IClock? clock = null, params IEnumerable<string> customers)
    {
        clock ??= new ManualClock();
        var database = kind == "sqlite" ? new TemporaryDatabase() : null;
        ICrmStore store = database is null ? new InMemoryCrmStore(clock, new RotatingKeyRing()) : await database.OpenAsync(clock);
        var scene = new DispatchScene(store, clock, database);
        string[] ids = [.. customers];
        await scene.Store.CommitAsync(new ChangeSet { Customers = [.. ids.Select(A.Customer)], Consents = [.. ids.Select(id => A.Consent(id))] });
        await scene.Store.EnqueueAsync(A.Plan(ids.Select(id => A.PlannedTouch(id))), "test");
        return scene;
    }

    public Dispatcher Dispatcher(ICrmStore? store = null, int batch = 50, int maxAttempts = 5, int workers = 1, int? window = null, Duration? lease = null, IUnsubscribeLinks? links = null) => new(
        store ?? Store,
        Gates,
        Templates,
        [Sender],
        new DispatcherOptions
        {
            BusinessZone = DateTimeZone.Utc,
            BatchSize = batch,
            MaxAttempts = maxAttempts,
            Workers = workers,
            SendWindow = window,
            Lease = lease ?? Duration.FromMinutes(5),
            UnsubscribeLinks = links,
        },
        Log);

    public Task<DispatchReport> DispatchAsync() => Dispatcher().DispatchDueAsync();

    /// <summary>Another instance on the same data: of the file where there is one, else the store itself.</summary>
    public async Task<InterceptedStore> SecondStoreAsync() => _database is null ? Store : new InterceptedStore(await _database.OpenAsync(Clock));

    public Task SayAsync(string customer, ConsentState state) =>
        Store.CommitAsync(new ChangeSet { Consents = [A.Consent(customer, state, A.Noon - Duration.FromMinutes(1))] });

    public Task SuppressAsync(string customer) => Store.CommitAsync(new ChangeSet { Suppressions = [new Suppression(customer, A.Email(customer))] });

    public async Task<ImmutableArray<OutboxRow>> RowsAsync() => [.. await Store.ReadOutboxAsync().ToListAsync()];

    public async Task<OutboxRow> RowOfAsync(string customer) => (await RowsAsync()).Single(row => row.Intent.Key.Customer == customer);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _database?.Dispose();
    }
}
