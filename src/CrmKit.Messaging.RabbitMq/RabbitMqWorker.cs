using CrmKit.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace CrmKit.Messaging.RabbitMq;

/// <summary>Takes contacts out of the queue, asks the gates once more, and sends them with the program's own senders.</summary>
/// <remarks>
/// <para>
/// The gates, the facts and the outcome are those of the <see cref="Dispatcher"/>: a refusal that came in while the contact waited in the queue is heeded, and only the worker that holds the claim
/// sends. A delivery whose claim is no more comes to nothing.
/// </para>
/// <para>
/// A sender that throws leaves the contact uncertain, and its delivery among the dead, counted. A store that is away gives the delivery back, up to
/// <see cref="RabbitMqOptions.DeliveryLimit"/> times. No delivery is left unanswered.
/// </para>
/// </remarks>
public sealed partial class RabbitMqWorker : IAsyncDisposable
{
    private readonly ICrmStore _store;
    private readonly Dispatcher _dispatcher;
    private readonly ILogger _logger;
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly CancellationTokenSource _stop = new();

    private RabbitMqWorker(ICrmStore store, Dispatcher dispatcher, ILogger logger, IConnection connection, IChannel channel) =>
        (_store, _dispatcher, _logger, _connection, _channel) = (store, dispatcher, logger, connection, channel);

    /// <summary>Connects, declares the queues, and begins to work.</summary>
    /// <param name="store">The store with the outbox.</param>
    /// <param name="dispatcher">Gates, words and senders, on the same store.</param>
    /// <param name="options">Which broker and queue, and how many contacts at once.</param>
    /// <param name="logger">Where failures are told, without personal data; nowhere unless given.</param>
    /// <param name="cancellationToken">Stops the connecting; the work is stopped by <see cref="DisposeAsync"/>.</param>
    /// <exception cref="ArgumentException">An option is missing or outside its range.</exception>
    /// <exception cref="BrokerUnreachableException">The broker is away or refuses the credentials.</exception>
    /// <exception cref="OperationInterruptedException">A queue of the name exists with other properties.</exception>
    public static async Task<RabbitMqWorker> StartAsync(
        ICrmStore store, Dispatcher dispatcher, RabbitMqOptions options, ILogger<RabbitMqWorker>? logger = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(dispatcher);
        ArgumentNullException.ThrowIfNull(options);
        var connection = await options.Checked().ConnectAsync("crmkit worker", cancellationToken).ConfigureAwait(false);
        try
        {
            var concurrency = (ushort)options.Concurrency;
            var channel = await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: false, publisherConfirmationTrackingEnabled: false, consumerDispatchConcurrency: concurrency), cancellationToken).ConfigureAwait(false);
            await Queues.DeclareAsync(channel, options, cancellationToken).ConfigureAwait(false);
            await channel.BasicQosAsync(prefetchSize: 0, concurrency, global: false, cancellationToken).ConfigureAwait(false);
            var worker = new RabbitMqWorker(store, dispatcher, (ILogger?)logger ?? NullLogger.Instance, connection, channel);
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += worker.OnDeliveryAsync;
            await channel.BasicConsumeAsync(options.Queue, autoAck: false, consumer, cancellationToken).ConfigureAwait(false);
            return worker;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops the work: what is being sent is finished and recorded, what waits stays in the queue.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _channel.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task OnDeliveryAsync(object sender, BasicDeliverEventArgs delivery)
    {
        // The body is the client's memory, and gone when this method first waits.
        var contact = HandedContact.Read(delivery.Body.Span);
        var answer = contact is null ? Answer.Unreadable : await WorkAsync(contact).ConfigureAwait(false);
        RabbitMqMetrics.CountDelivery(answer.ToString());
        try
        {
            if (answer is Answer.Done or Answer.Stale)
            {
                await _channel.BasicAckAsync(delivery.DeliveryTag, multiple: false).ConfigureAwait(false);
            }
            else
            {
                await _channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue: answer == Answer.GivenBack).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is RabbitMQClientException or ObjectDisposedException or IOException)
        {
            // The broker delivers it again, and finds that its claim is no more.
            LogNotAnswered(error.GetType().Name);
        }
    }

    private async Task<Answer> WorkAsync(HandedContact contact)
    {
        try
        {
            if (await _store.FindClaimAsync(contact.Token, _stop.Token).ConfigureAwait(false) is not { } claim)
            {
                return Answer.Stale;
            }

            var report = await _dispatcher.DispatchAsync(claim, _stop.Token).ConfigureAwait(false);
            return report.Uncertain > 0 ? Answer.Dead : Answer.Done;
        }
        catch (Exception error)
        {
            // Whatever it was, an unanswered delivery would wait for ever: the broker counts how often it came back, and buries it in the end.
            LogGivenBack(error.GetType().Name);
            return Answer.GivenBack;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A delivery was given back: {ErrorType}.")]
    private partial void LogGivenBack(string errorType);

    [LoggerMessage(2, LogLevel.Warning, "A delivery could not be answered: {ErrorType}; the broker delivers it again.")]
    private partial void LogNotAnswered(string errorType);

    private enum Answer
    {
        Done = 1,
        Stale,
        Dead,
        GivenBack,
        Unreadable,
    }
}
