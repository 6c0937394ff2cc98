using CrmKit.Storage;
using Microsoft.Extensions.Hosting;

namespace CrmKit.DependencyInjection;

/// <summary>Looks for work at a steady period, for as long as the host runs, whatever the store does.</summary>
internal abstract class HostedLoop(TimeSpan period, TimeProvider time) : BackgroundService
{
    private readonly TimeSpan _period = period >= TimeSpan.FromSeconds(1) && period <= TimeSpan.FromDays(1)
        ? period
        : throw new ArgumentOutOfRangeException(nameof(period), period, "Period must be 1 second to 1 day.");

    /// <summary>Does what is due.</summary>
    protected abstract Task LookAsync(CancellationToken cancellationToken);

    /// <summary>Tells that the store failed; the next look tries again.</summary>
    protected abstract void TellFailure(bool isTransient);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_period, time);
        do
        {
            try
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (CrmStoreException error)
            {
                // The store may be back at the next look. The driver's words may name data, so they stay out.
                TellFailure(error.IsTransient);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
