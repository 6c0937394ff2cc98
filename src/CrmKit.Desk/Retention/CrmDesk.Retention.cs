using CrmKit.Storage;

namespace CrmKit.Desk;

/// <content>Retention.</content>
public sealed partial class CrmDesk
{
    /// <summary>Takes away what a schedule no longer keeps: <see cref="IRetentionStore.PurgeAsync"/>, with a look at the caps, which count touches and outbox rows.</summary>
    /// <param name="schedule">How long each kind is kept.</param>
    /// <param name="cancellationToken">Stops between two transactions; what was purged stays purged.</param>
    /// <exception cref="ArgumentException">Touches or outbox rows would go while a cap still counts them; nothing was purged.</exception>
    /// <exception cref="NotSupportedException">The store keeps no schedule.</exception>
    /// <exception cref="CrmStoreException">The store failed; a part may be purged.</exception>
    public Task<RetentionReport> PurgeAsync(RetentionSchedule schedule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var store = _store as IRetentionStore ?? throw new NotSupportedException($"A store of type {_store.GetType().Name} keeps no schedule: it is no {nameof(IRetentionStore)}.");
        var caps = _options.Gates.Caps;
        if (!caps.IsEmpty)
        {
            // A day more, since the days of caps are those of the person.
            var days = caps.Max(cap => cap.Cap.WindowDays) + 1;
            RequireKept(schedule.Touches, nameof(RetentionSchedule.Touches), days);
            RequireKept(schedule.OutboxRows, nameof(RetentionSchedule.OutboxRows), days);
        }

        return store.PurgeAsync(schedule, cancellationToken);

        void RequireKept(RetentionPeriod period, string name, int days)
        {
            if (period.FirstKeptDay(Today) > Today.PlusDays(-days))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name} must be kept for {days} days at least, since a cap counts them, and not for {period}."), nameof(schedule));
            }
        }
    }
}
