namespace CrmKit.Testing;

/// <summary>A clock that stands still until it is moved.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class ManualClock : IClock
{
    private readonly Lock _lock = new();
    private Instant _now;

    /// <summary>Creates a clock.</summary>
    /// <param name="start">Where it stands.</param>
    public ManualClock(Instant start) => _now = start;

    /// <summary>Creates a clock that stands at noon of 1 October 1997, UTC.</summary>
    public ManualClock()
        : this(Instant.FromUtc(1997, 10, 1, 12, 0))
    {
    }

    /// <summary>Where it stands; it may be set back too.</summary>
    public Instant Now
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }

        set
        {
            lock (_lock)
            {
                _now = value;
            }
        }
    }

    /// <summary>Moves it.</summary>
    /// <param name="duration">How far; below zero moves it back.</param>
    /// <returns>Where it stands then.</returns>
    public Instant Advance(Duration duration)
    {
        lock (_lock)
        {
            _now += duration;
            return _now;
        }
    }

    /// <inheritdoc/>
    public Instant GetCurrentInstant() => Now;
}
