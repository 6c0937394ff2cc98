namespace CrmKit.Storage;

/// <summary>An instant as columns hold it: whole microseconds since 1970-01-01T00:00:00Z in an Int64. For those who write a store.</summary>
/// <remarks>Every store truncates on entry, so that what is read back is equal in all of them.</remarks>
public static class ColumnInstant
{
    private const int TicksPerMicrosecond = 10;

    /// <summary>The number of an instant.</summary>
    /// <param name="instant">The instant; what lies below the microsecond is cut off towards the past.</param>
    /// <returns>Microseconds since the Unix epoch, negative before it.</returns>
    public static long From(Instant instant)
    {
        var (quotient, remainder) = Math.DivRem(instant.ToUnixTimeTicks(), TicksPerMicrosecond);
        return remainder < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The instant of a number.</summary>
    /// <param name="microseconds">Microseconds since the Unix epoch.</param>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies outside NodaTime's range.</exception>
    public static Instant ToInstant(long microseconds)
    {
        var (seconds, rest) = Math.DivRem(microseconds, 1_000_000L);
        return Instant.FromUnixTimeSeconds(seconds).PlusTicks(rest * TicksPerMicrosecond);
    }

    /// <summary>The instant as it will be read back.</summary>
    /// <param name="instant">The instant.</param>
    public static Instant Truncate(Instant instant) => ToInstant(From(instant));
}
