using System.Diagnostics;

namespace CrmKit.Storage.PostgreSql;

/// <summary>The database's clock, as far as it is known without asking: what it showed last, and the time that went by here since.</summary>
/// <remarks>What the store records and leases goes by what the database shows in that very transaction.</remarks>
internal sealed class DatabaseClock : IClock
{
    private volatile Seen _last = new(Instant.FromUnixTimeTicks(0), 0);

    public Instant GetCurrentInstant()
    {
        var last = _last;
        return last.Shown + Duration.FromTimeSpan(Stopwatch.GetElapsedTime(last.At));
    }

    public void Saw(Instant shown) => _last = new Seen(shown, Stopwatch.GetTimestamp());

    private sealed record Seen(Instant Shown, long At);
}
