using CrmKit.Desk;
using Microsoft.Extensions.Logging;

namespace CrmKit.DependencyInjection;

/// <summary>Sends what is due, at a steady period; the outbox keeps what a failing store left.</summary>
internal sealed partial class HostedDispatcher(CrmDesk desk, HostedDispatcherOptions options, TimeProvider time, ILogger<HostedDispatcher> logger)
    : HostedLoop(options.Period, time)
{
    protected override Task LookAsync(CancellationToken cancellationToken) => desk.SendAsync(cancellationToken);

    protected override void TellFailure(bool isTransient) => LogStoreFailed(logger, isTransient);

    [LoggerMessage(1, LogLevel.Error, "The store failed while sending what is due (transient: {IsTransient}). The next look tries again.")]
    private static partial void LogStoreFailed(ILogger logger, bool isTransient);
}
