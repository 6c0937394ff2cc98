using System.Text;
using System.Text.RegularExpressions;
using CrmKit.Adapters.Tests.Messaging.Dispatch;
using CrmKit.Messaging;
using CrmKit.Messaging.RabbitMq;
using CrmKit.Storage;
using CrmKit.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace CrmKit.Adapters.Tests.Messaging.RabbitMq;

public sealed class RabbitMqTests
{
    [RabbitMqFact]
    public async Task Contacts_that_are_handed_over_leave_once_by_whichever_worker_gets_them()
    {
        string[] customers = [.. Enumerable.Range(1, 200).Select(number => $"c{number}")];
        await using var scene = await BrokerScene.OfAsync(clock: null, customers);
        Assert.Equal(new HandOverReport(200, 0), await scene.HandOverAsync());
        Assert.Equal(new HandOverReport(0, 0), await scene.HandOverAsync());
        await using var first = await scene.WorkerAsync();
        await using var second = await scene.WorkerAsync();
        await scene.UntilAsync(OutboxState.Sent, [.. customers]);
        Assert.Equal(customers.Order(StringComparer.Ordinal), scene.Dispatch.Sender.Recipients.Order(StringComparer.Ordinal));
        Assert.Equal(0u, await scene.Channel.MessageCountAsync(scene.DeadQueue));
    }

    [RabbitMqFact]
    public async Task Refusal_that_comes_while_the_contact_waits_in_the_queue_is_heeded()
    {
        await using var scene = await BrokerScene.OfAsync(clock: null, "ann", "bob");
        await scene.HandOverAsync();
        await scene.Dispatch.SayAsync("ann", ConsentState.OptOut);
        await using var worker = await scene.WorkerAsync();
        await scene.UntilAsync(OutboxState.Sent, "bob");
        await scene.UntilAsync(OutboxState.Dead, "ann");
        Assert.Equal(["bob"], scene.Dispatch.Sender.Recipients);
    }

    [RabbitMqFact]
    public async Task Only_ids_are_on_the_broker()
    {
        await using var scene = await BrokerScene.OfAsync(clock: null, "ann");
        await scene.HandOverAsync();
        var message = await scene.Channel.BasicGetAsync(scene.Options.Queue, autoAck: false);
        var body = Encoding.UTF8.GetString(message!.Body.Span);
        Assert.Matches($$"""^\{"schema":1,"customer":"ann","reason":"{{Regex.Escape(ReasonCodes.IntervalDue)}}","occurrence":"1","token":"[0-9a-f-]{36}"\}$""", body);
        Assert.True(message.BasicProperties.Persistent);
        Assert.Null(message.BasicProperties.Headers?.Keys.FirstOrDefault(key => !key.StartsWith("x-", StringComparison.Ordinal)));
        await scene.Channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: false);
    }

    [RabbitMqFact]
    public async Task Sender_that_throws_leaves_its_contact_uncertain_and_among_the_dead_and_no_other()
    {
        await using var scene = await BrokerScene.OfAsync(clock: null, "ann", "bob", "cid");
        scene.Dispatch.Sender.Answer = message => message.To == A.Email("bob") ? throw new InvalidOperationException("bob@example.com broke it") : Task.FromResult(SendOutcome.Accepted);
        await scene.HandOverAsync();
        await using var worker = await scene.WorkerAsync();
        await scene.UntilAsync(OutboxState.Sent, "ann", "cid");
        await scene.UntilAsync(OutboxState.Uncertain, "bob");
        await scene.UntilDeadAsync(1);
        Assert.Equal(0u, await scene.Channel.MessageCountAsync(scene.Options.Queue));
    }

    [RabbitMqFact]
    public async Task Store_that_is_away_gives_a_delivery_back_until_the_broker_buries_it_and_the_contact_is_due_again()
    {
        var clock = new ManualClock();
        await using var scene = await BrokerScene.OfAsync(clock, "ann");
        await scene.HandOverAsync();
        var away = new InterceptedStore(scene.Dispatch.Store) { BeforeBegin = _ => throw new CrmStoreException("The store is away."), BeforeFinish = _ => throw new CrmStoreException("The store is away.") };
        await using (await scene.WorkerAsync(away))
        {
            await scene.UntilDeadAsync(1);
        }

        Assert.Empty(scene.Dispatch.Sender.Messages);
        clock.Advance(scene.Options.Lease);
        Assert.Equal(new HandOverReport(1, 0), await scene.HandOverAsync());
        await using var worker = await scene.WorkerAsync();
        await scene.UntilAsync(OutboxState.Sent, "ann");
    }

    [RabbitMqFact]
    public async Task Contact_whose_lease_ran_out_in_the_queue_is_handed_over_anew_and_leaves_once()
    {
        var clock = new ManualClock();
        await using var scene = await BrokerScene.OfAsync(clock, "ann");
        await scene.HandOverAsync();
        clock.Advance(scene.Options.Lease);
        Assert.Equal(new HandOverReport(1, 0), await scene.HandOverAsync());
        Assert.Equal(2u, await scene.Channel.MessageCountAsync(scene.Options.Queue));
        await using var worker = await scene.WorkerAsync();
        await scene.UntilAsync(OutboxState.Sent, "ann");
        await BrokerScene.UntilAsync(async () => await scene.Channel.MessageCountAsync(scene.Options.Queue) == 0);
        Assert.Single(scene.Dispatch.Sender.Messages);
        Assert.Equal(0u, await scene.Channel.MessageCountAsync(scene.DeadQueue));
    }

    [RabbitMqFact]
    public async Task What_the_broker_has_no_queue_for_is_due_again_at_once()
    {
        await using var scene = await BrokerScene.OfAsync(clock: null, "ann", "bob");
        await using var relay = await scene.RelayAsync();
        await scene.Channel.QueueDeleteAsync(scene.Options.Queue);
        Assert.Equal(new HandOverReport(0, 2), await relay.HandOverDueAsync());
        Assert.All(await scene.Dispatch.RowsAsync(), row => Assert.Equal(OutboxState.Due, row.State));
        Assert.Equal(new HandOverReport(2, 0), await scene.HandOverAsync());
    }

    [RabbitMqFact]
    public async Task Rubbish_in_the_queue_goes_to_the_dead_and_stops_nobody()
    {
        await using var scene = await BrokerScene.OfAsync(clock: null, "ann");
        await using var relay = await scene.RelayAsync();
        string[] rubbish =
        [
            string.Empty, "{", "null", "[]", """{"schema":2}""", """{"schema":1,"customer":"","reason":"r","occurrence":"1","token":"00000000-0000-0000-0000-000000000001"}""",
            """{"schema":1,"customer":null,"reason":"r","occurrence":"1","token":"00000000-0000-0000-0000-000000000001"}""", new string('x', 20_000),
        ];
        foreach (var text in rubbish)
        {
            await scene.Channel.BasicPublishAsync(string.Empty, scene.Options.Queue, Encoding.UTF8.GetBytes(text));
        }

        await using var worker = await scene.WorkerAsync();
        await relay.HandOverDueAsync();
        await scene.UntilAsync(OutboxState.Sent, "ann");
        await scene.UntilDeadAsync((uint)rubbish.Length);
    }

    [RabbitMqFact]
    public async Task Worker_that_stops_finishes_what_it_sends_and_leaves_the_rest_in_the_queue()
    {
        string[] customers = [.. Enumerable.Range(1, 20).Select(number => $"c{number}")];
        await using var scene = await BrokerScene.OfAsync(clock: null, customers);
        var sending = new TaskCompletionSource();
        scene.Dispatch.Sender.Answer = async _ =>
        {
            sending.TrySetResult();
            await Task.Delay(200);
            return SendOutcome.Accepted;
        };
        await scene.HandOverAsync();
        var stopped = await scene.WorkerAsync();
        await sending.Task;
        await stopped.DisposeAsync();

        scene.Dispatch.Sender.Answer = _ => Task.FromResult(SendOutcome.Accepted);
        await using var worker = await scene.WorkerAsync();
        await scene.UntilAsync(OutboxState.Sent, [.. customers]);
        Assert.Equal(customers.Length, scene.Dispatch.Sender.Recipients.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(customers.Length, scene.Dispatch.Sender.Messages.Count);
    }

    [Fact]
    public async Task Broker_that_is_away_is_told()
    {
        await using var store = new InMemoryCrmStore(new ManualClock(), new RotatingKeyRing());
        await Assert.ThrowsAsync<BrokerUnreachableException>(() => RabbitMqRelay.OpenAsync(store, new RabbitMqOptions { Broker = new Uri("amqp://127.0.0.1:1/") }));
    }

    [Theory]
    [InlineData("http://example.com/", "q", 5)]
    [InlineData("amqp://example.com/", "amq.q", 5)]
    [InlineData("amqp://example.com/", "", 5)]
    [InlineData("amqp://example.com/", "q", 0)]
    public async Task Option_outside_its_range_is_named(string broker, string queue, int limit)
    {
        await using var store = new InMemoryCrmStore(new ManualClock(), new RotatingKeyRing());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => RabbitMqRelay.OpenAsync(store, new RabbitMqOptions { Broker = new Uri(broker), Queue = queue, DeliveryLimit = limit }));
    }
}
