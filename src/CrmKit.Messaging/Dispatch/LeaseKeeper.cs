using CrmKit.Storage;
using Microsoft.Extensions.Logging;

namespace CrmKit.Messaging;

/// <summary>Renews the leases of a batch at every third of them, until it is disposed of.</summary>
/// <remarks>The period is that of this machine; whether a lease still holds, the store's clock says.</remarks>
internal sealed partial class LeaseKeeper : IAsyncDisposable
{
    private readonly ICrmStore _store;
    private readonly ClaimedBatch _batch;
    private readonly Duration _lease;
    private readonly ILogger _logger;
    private readonly PeriodicTimer _timer;
    private readonly Task _keeping;

    public LeaseKeeper(ICrmStore store, ClaimedBatch batch, Duration lease, ILogger logger)
    {
        _store = store;
        _batch = batch;
        _lease = lease;
        _logger = logger;
        _timer = new PeriodicTimer(lease.ToTimeSpan() / 3);
        _keeping = KeepAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _keeping.ConfigureAwait(false);
    }

    private async Task KeepAsync()
    {
        while (await _timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false))
        {
            try
            {
                await RenewAsync().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                // The next third tries again; a lease that runs out meanwhile costs this worker the row, and nobody a message.
                LogNotRenewed(error.GetType().Name);
            }
        }
    }

    private async Task RenewAsync()
    {
        var held = _batch.Rows.Where(row => row.Stage != ClaimedStage.Ended).ToDictionary(row => row.Claim.Token);
        if (held.Count == 0)
        {
            return;
        }

        foreach (var renewed in await _store.RenewAsync([.. held.Values.Select(row => row.Claim)], _lease, CancellationToken.None).ConfigureAwait(false))
        {
            held[renewed.Token].Claim = renewed;
        }
    }

    [LoggerMessage(5, LogLevel.Warning, "Renewing the leases of a batch failed with {ErrorType}.")]
    private partial void LogNotRenewed(string errorType);
}
