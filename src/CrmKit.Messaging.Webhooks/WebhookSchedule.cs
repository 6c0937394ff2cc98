using System.Security.Cryptography;
using System.Text;

namespace CrmKit.Messaging.Webhooks;

/// <summary>How long to wait before each further attempt: the schedule of Standard Webhooks 1.0.0, ten attempts over a little more than three days.</summary>
public static class WebhookSchedule
{
    private static readonly ImmutableArray<Duration> Standard =
    [
        Duration.FromSeconds(5),
        Duration.FromMinutes(5),
        Duration.FromMinutes(30),
        Duration.FromHours(2),
        Duration.FromHours(5),
        Duration.FromHours(10),
        Duration.FromHours(14),
        Duration.FromHours(20),
        Duration.FromHours(24),
    ];

    /// <summary>Attempts in all, the first included: 10. A dispatcher that makes them all has <see cref="DispatcherOptions.MaxAttempts"/> at this number.</summary>
    public static int Attempts => Standard.Length + 1;

    /// <summary>The wait after an attempt that failed, before jitter.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <returns><c>null</c> after the last one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The attempt is below 1.</exception>
    public static Duration? WaitAfter(int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        return attempt <= Standard.Length ? Standard[attempt - 1] : null;
    }

    /// <summary>The wait after an attempt that failed, up to a fifth longer: a function of message and attempt, so that those which failed together do not all come back together.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="id">The webhook's id.</param>
    /// <returns><c>null</c> after the last one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The attempt is below 1.</exception>
    public static Duration? WaitAfter(int attempt, string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (WaitAfter(attempt) is not { } wait)
        {
            return null;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{attempt}\n{id}")));
        return wait + Duration.FromTicks((long)(wait.TotalTicks / 5 * (BitConverter.ToUInt16(hash) / 65536.0)));
    }
}
