using CrmKit.Adapters.Tests.Messaging.Dispatch;
using CrmKit.Messaging.RabbitMq;
using CrmKit.Storage;
using RabbitMQ.Client;

namespace CrmKit.Adapters.Tests.Messaging.RabbitMq;

/// <summary>A store with people in it, and queues of their own on the broker.</summary>
internal sealed class BrokerScene : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly IConnection _connection;

    private BrokerScene(DispatchScene dispatch, RabbitMqOptions options, IConnection connection, IChannel channel) =>
        (Dispatch, Options, _connection, Channel) = (dispatch, options, connection, channel);

    public DispatchScene Dispatch { get; }

    public RabbitMqOptions Options { get; }

    /// <summary>A look at the broker that is nobody's business but the test's.</summary>
    public IChannel Channel { get; }

    public string DeadQueue => Options.Queue + ".dead";

    public static async Task<BrokerScene> OfAsync(IClock? clock, params IEnumerable<string> customers)
    {
        var options = new RabbitMqOptions
        {
            Broker = new Uri(Environment.GetEnvironmentVariable(RabbitMqFactAttribute.Variable)!),
            Queue = $"crmkit.test.{Guid.NewGuid():N}",
            DeliveryLimit = 3,
        };
        var connection = await new ConnectionFactory { Uri = options.Broker }.CreateConnectionAsync();
        return new BrokerScene(await DispatchScene.OfAsync("memory", clock, customers), options, connection, await connection.CreateChannelAsync());
    }

    public Task<RabbitMqRelay> RelayAsync() => RabbitMqRelay.OpenAsync(Dispatch.Store, Options);

    public Task<RabbitMqWorker> WorkerAsync(ICrmStore? store = null) => RabbitMqWorker.StartAsync(store ?? Dispatch.Store, Dispatch.Dispatcher(store), Options);

    public async Task<HandOverReport> HandOverAsync()
    {
        await using var relay = await RelayAsync();
        return await relay.HandOverDueAsync();
    }

    /// <summary>Waits until the customers' contacts stand somewhere, whatever becomes of them afterwards.</summary>
    public Task UntilAsync(OutboxState state, params ImmutableArray<string> customers) => UntilAsync(async () =>
    {
        var rows = await Dispatch.RowsAsync();
        return customers.All(customer => rows.Any(row => row.Intent.Key.Customer == customer && row.State == state));
    });

    public Task UntilDeadAsync(uint count) => UntilAsync(async () => await Channel.MessageCountAsync(DeadQueue) == count);

    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Patience, "What was waited for did not come.");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Channel.QueueDeleteAsync(Options.Queue);
        await Channel.QueueDeleteAsync(DeadQueue);
        await Channel.DisposeAsync();
        await _connection.DisposeAsync();
        await Dispatch.DisposeAsync();
    }
}
