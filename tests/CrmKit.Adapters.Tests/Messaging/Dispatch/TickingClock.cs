using CrmKit.Testing;

namespace CrmKit.Adapters.Tests.Messaging.Dispatch;

/// <summary>A clock of which every reading is later than the one before: what stores record under their write lock is then in the order in which it happened.</summary>
internal sealed class TickingClock : IClock
{
    private long _readings;

    public Instant GetCurrentInstant() => A.Noon + Duration.FromTicks(100 * Interlocked.Increment(ref _readings));
}
