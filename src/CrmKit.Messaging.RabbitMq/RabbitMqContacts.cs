using CrmKit.Storage;
using Microsoft.Extensions.Logging;

namespace CrmKit.Messaging.RabbitMq;

/// <summary>Relays and workers of one broker and store. Thread-safe.</summary>
/// <param name="store">The store with the outbox.</param>
/// <param name="options">Which broker and queue.</param>
/// <param name="logger">Where failures are told, without personal data; nowhere unless given.</param>
public sealed class RabbitMqContacts(ICrmStore store, RabbitMqOptions options, ILogger<RabbitMqWorker>? logger = null)
{
    /// <summary>Opens a relay: <see cref="RabbitMqRelay.OpenAsync"/>.</summary>
    /// <param name="cancellationToken">Stops the connecting.</param>
    public Task<RabbitMqRelay> OpenRelayAsync(CancellationToken cancellationToken = default) => RabbitMqRelay.OpenAsync(store, options, cancellationToken);

    /// <summary>Starts a worker: <see cref="RabbitMqWorker.StartAsync"/>.</summary>
    /// <param name="dispatcher">Gates, words and senders, on the same store.</param>
    /// <param name="cancellationToken">Stops the connecting.</param>
    public Task<RabbitMqWorker> StartWorkerAsync(Dispatcher dispatcher, CancellationToken cancellationToken = default) =>
        RabbitMqWorker.StartAsync(store, dispatcher, options, logger, cancellationToken);
}
