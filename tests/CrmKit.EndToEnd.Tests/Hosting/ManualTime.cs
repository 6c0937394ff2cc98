using System.Collections.Concurrent;

namespace CrmKit.EndToEnd.Tests.Hosting;

/// <summary>Timers that fire when a test says so.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly ConcurrentDictionary<Timer, bool> _timers = new();

    /// <summary>How many timers run.</summary>
    public int Timers => _timers.Count;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        _timers[timer] = true;
        return timer;
    }

    public void Tick()
    {
        foreach (var timer in _timers.Keys)
        {
            timer.Fire();
        }
    }

    private sealed class Timer(ManualTime owner, Action fire) : ITimer
    {
        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => owner._timers.TryRemove(this, out _);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
