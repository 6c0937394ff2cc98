using RabbitMQ.Client;

namespace CrmKit.Messaging.RabbitMq;

/// <summary>The queues as relay and workers both declare them: whoever comes first makes them.</summary>
internal static class Queues
{
    /// <summary>Quorum queues: what was confirmed outlives a broker. What was delivered too often, or refused, goes to the dead.</summary>
    public static async Task DeclareAsync(IChannel channel, RabbitMqOptions options, CancellationToken cancellationToken)
    {
        await DeclareAsync(channel, options.DeadQueue, [], cancellationToken).ConfigureAwait(false);
        await DeclareAsync(
            channel,
            options.Queue,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["x-delivery-limit"] = options.DeliveryLimit,
                ["x-dead-letter-exchange"] = string.Empty,
                ["x-dead-letter-routing-key"] = options.DeadQueue,
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static Task<QueueDeclareOk> DeclareAsync(IChannel channel, string name, Dictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        arguments["x-queue-type"] = "quorum";
        return channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
    }
}
