using System.Diagnostics;
using CrmKit.Storage;

namespace CrmKit.Messaging;

/// <summary>Tells the meter how the outbox is doing, once a second at most and only where somebody listens.</summary>
internal sealed class HealthGauge(ICrmStore store)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private long _toldAt = Stopwatch.GetTimestamp() - Stopwatch.Frequency;

    public async Task TellAsync(bool atOnce, CancellationToken cancellationToken)
    {
        if (DispatchMetrics.WantsHealth && (atOnce || Stopwatch.GetElapsedTime(Interlocked.Read(ref _toldAt)) >= Period))
        {
            Interlocked.Exchange(ref _toldAt, Stopwatch.GetTimestamp());
            DispatchMetrics.Tell(await store.ReadHealthAsync(cancellationToken).ConfigureAwait(false));
        }
    }
}
