using CrmKit.Desk;
using CrmKit.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmKit.DependencyInjection;

/// <summary>Sends what is due, at a steady period, for as long as the host runs.</summary>
internal sealed partial class HostedDispatcher : BackgroundService
{
    private readonly CrmDesk _desk;
    private readonly HostedDispatcherOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<HostedDispatcher> _logger;

    public HostedDispatcher(CrmDesk desk, HostedDispatcherOptions options, TimeProvider time, ILogger<HostedDispatcher> logger)
    {
        _desk = desk;
        _options = HostedDispatcherOptions.Checked(options);
        _time = time;
        _logger = logger;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.Period, _time);
        do
        {
            try
            {
                await _desk.SendAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (CrmStoreException error)
            {
                // The store may be back at the next look; the outbox keeps what is due. The driver's words may name data, so they stay out.
                LogStoreFailed(error.IsTransient);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    [LoggerMessage(1, LogLevel.Error, "The store failed while sending what is due (transient: {IsTransient}). The next look tries again.")]
    private partial void LogStoreFailed(bool isTransient);
}
