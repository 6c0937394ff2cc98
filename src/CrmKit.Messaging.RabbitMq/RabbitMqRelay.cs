using CrmKit.Storage;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace CrmKit.Messaging.RabbitMq;

/// <summary>Claims what is due and hands its ids to a queue, for workers of the program's own.</summary>
/// <remarks>
/// <para>
/// A contact stays claimed until a worker sends it or lets go of it. Where no worker does before the lease ends, it is due again and handed over anew under another claim; what a
/// worker then still finds in the queue of the first claim comes to nothing. So a message that is lost loses no contact, and one that is delivered twice sends nothing twice.
/// </para>
/// <para>Publishing is mandatory and confirmed: what the broker refuses, or has no queue for, is due again at once. Safe to use by one caller at a time.</para>
/// </remarks>
public sealed class RabbitMqRelay : IAsyncDisposable
{
    private readonly ICrmStore _store;
    private readonly RabbitMqOptions _options;
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private RabbitMqRelay(ICrmStore store, RabbitMqOptions options, IConnection connection, IChannel channel) =>
        (_store, _options, _connection, _channel) = (store, options, connection, channel);

    /// <summary>Connects, and declares the queues.</summary>
    /// <param name="store">The store with the outbox.</param>
    /// <param name="options">Which broker and queue.</param>
    /// <param name="cancellationToken">Stops the connecting.</param>
    /// <exception cref="ArgumentException">An option is missing or outside its range.</exception>
    /// <exception cref="BrokerUnreachableException">The broker is away or refuses the credentials.</exception>
    /// <exception cref="OperationInterruptedException">A queue of the name exists with other properties.</exception>
    public static async Task<RabbitMqRelay> OpenAsync(ICrmStore store, RabbitMqOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        var connection = await options.Checked().ConnectAsync("crmkit relay", cancellationToken).ConfigureAwait(false);
        try
        {
            var channel = await connection.CreateChannelAsync(
                new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken).ConfigureAwait(false);
            await Queues.DeclareAsync(channel, options, cancellationToken).ConfigureAwait(false);
            return new RabbitMqRelay(store, options, connection, channel);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Hands over everything that is due now.</summary>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>What became of it. Where the broker returned anything, the run ends with that batch.</returns>
    /// <exception cref="CrmStoreException">The store failed; what was handed over before is with the broker.</exception>
    public async Task<HandOverReport> HandOverDueAsync(CancellationToken cancellationToken = default)
    {
        var report = new HandOverReport();
        while (true)
        {
            var claims = await _store.ClaimAsync(_options.BatchSize, _options.Lease, cancellationToken).ConfigureAwait(false);
            if (claims.IsEmpty)
            {
                return report;
            }

            var batch = await HandOverAsync(claims).ConfigureAwait(false);
            RabbitMqMetrics.Count(batch);
            report += batch;
            if (batch.Returned > 0)
            {
                return report;
            }
        }
    }

    /// <summary>Closes the connection. What was handed over stays with the broker.</summary>
    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<HandOverReport> HandOverAsync(ImmutableArray<OutboxClaim> claims)
    {
        // All at once: each confirmation takes a round trip and the broker's disk, which many share.
        using var patience = new CancellationTokenSource(_options.ConfirmWithin.ToTimeSpan());
        var confirmed = await Task.WhenAll(claims.Select(claim => IsConfirmedAsync(claim, patience.Token))).ConfigureAwait(false);
        var returned = claims.Where((_, number) => !confirmed[number]).ToList();

        // Not confirmed may still have arrived: the claim is given up, so that a worker finds nothing under it.
        var begun = 0;
        foreach (var claim in returned)
        {
            begun += await IsBegunAsync(claim).ConfigureAwait(false) ? 1 : 0;
        }

        return new HandOverReport(claims.Length - returned.Count + begun, returned.Count - begun);
    }

    // It arrived, though nobody said so, and a worker is sending it already.
    private async Task<bool> IsBegunAsync(OutboxClaim claim)
    {
        try
        {
            await _store.FinishAsync(claim, OutboxOutcome.Released(claim.Row.DueAt), CancellationToken.None).ConfigureAwait(false);
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private async Task<bool> IsConfirmedAsync(OutboxClaim claim, CancellationToken cancellationToken)
    {
        try
        {
            var properties = new BasicProperties { Persistent = true, ContentType = "application/json", MessageId = claim.Token.ToString("N") };
            await _channel.BasicPublishAsync(string.Empty, _options.Queue, mandatory: true, properties, HandedContact.Write(claim), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is PublishException or OperationCanceledException or RabbitMQClientException or IOException)
        {
            return false;
        }
    }
}
