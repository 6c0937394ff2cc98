using System.Diagnostics;
using System.Globalization;
using CrmKit.Messaging.RabbitMq;
using CrmKit.Storage;
using CrmKit.Testing;
using RabbitMQ.Client;

namespace CrmKit.Benchmarks.Messaging;

/// <summary>Contacts handed to a broker, and the same bytes published with confirmations by the client alone, in turns in one process.</summary>
public static class HandOverRun
{
    private const int Turns = 5;
    private const int Batch = 100;

    /// <summary>Arguments: contacts, optional. The broker is the one that CRMKIT_RABBITMQ names.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (Environment.GetEnvironmentVariable("CRMKIT_RABBITMQ") is not { Length: > 0 } broker)
        {
            Console.WriteLine("CRMKIT_RABBITMQ names no broker; tests/services/rabbitmq starts one.");
            return 1;
        }

        var contacts = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20_000;
        var options = new RabbitMqOptions { Broker = new Uri(broker), Queue = $"crmkit.benchmark.{Guid.NewGuid():N}", BatchSize = Batch };
        var connection = await new ConnectionFactory { Uri = options.Broker }.CreateConnectionAsync().ConfigureAwait(false);
        await using var own = connection.ConfigureAwait(false);
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)).ConfigureAwait(false);
        await using var closing = channel.ConfigureAwait(false);
        var (client, relay) = (new List<double>(), new List<double>());
        for (var turn = 0; turn <= Turns; turn++)
        {
            var handed = await HandOverAsync(options, contacts).ConfigureAwait(false);
            var body = (await channel.BasicGetAsync(options.Queue, autoAck: true).ConfigureAwait(false))!.Body.ToArray();
            await channel.QueuePurgeAsync(options.Queue).ConfigureAwait(false);
            var published = await PublishAsync(channel, options.Queue, body, contacts).ConfigureAwait(false);
            await channel.QueuePurgeAsync(options.Queue).ConfigureAwait(false);

            // The first turn warms up.
            if (turn > 0)
            {
                relay.Add(contacts / handed);
                client.Add(contacts / published);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"turn {turn}: client {contacts / published:N0} a second, relay {contacts / handed:N0}"));
            }
        }

        await channel.QueueDeleteAsync(options.Queue).ConfigureAwait(false);
        await channel.QueueDeleteAsync(options.Queue + ".dead").ConfigureAwait(false);
        var (one, other) = (Median(relay), Median(client));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"hand over at {one / other:0.00} of the client's confirmed rate ({one:N0} and {other:N0} a second; claims, ids as JSON and returned messages included)"));
        return 0;
    }

    private static async Task<double> HandOverAsync(RabbitMqOptions options, int contacts)
    {
        var store = new InMemoryCrmStore(new ManualClock(), new RotatingKeyRing());
        await using var closing = store.ConfigureAwait(false);
        await store.CommitAsync(new ChangeSet { Customers = [.. Enumerable.Range(0, contacts).Select(number => A.Customer(Id(number)))] }).ConfigureAwait(false);
        await store.EnqueueAsync(A.Plan(Enumerable.Range(0, contacts).Select(number => A.PlannedTouch(Id(number)))), "benchmark").ConfigureAwait(false);
        var relay = await RabbitMqRelay.OpenAsync(store, options).ConfigureAwait(false);
        await using var relayClosing = relay.ConfigureAwait(false);
        var watch = Stopwatch.StartNew();
        var report = await relay.HandOverDueAsync().ConfigureAwait(false);
        return report == new HandOverReport(contacts, 0) ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException("Not everything was handed over.");
    }

    private static async Task<double> PublishAsync(IChannel channel, string queue, byte[] body, int messages)
    {
        var watch = Stopwatch.StartNew();
        for (var at = 0; at < messages; at += Batch)
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Min(Batch, messages - at)).Select(_ =>
                channel.BasicPublishAsync(string.Empty, queue, mandatory: true, new BasicProperties { Persistent = true }, body).AsTask())).ConfigureAwait(false);
        }

        return watch.Elapsed.TotalSeconds;
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"customer-{number}");

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
