using System.Runtime.CompilerServices;
using CrmKit.Calendars;
using CrmKit.Storage;

namespace CrmKit.Desk;

/// <content>What the days to come would bring.</content>
public sealed partial class CrmDesk
{
    private static readonly LocalTimeResolver Mornings = new(GapPolicy.ShiftForward, OverlapPolicy.First);

    /// <summary>Runs the days to come on a copy of the store: the same planning, the same gates, the same templates; nothing is sent and nothing is kept.</summary>
    /// <remarks>
    /// Decision by decision what the desk would do if exactly the assumed changes came in: each morning it plans, and each contact leaves at its due time unless a gate has closed.
    /// </remarks>
    /// <param name="options">How far, and what is taken for granted; the defaults unless told.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>The days in their order, each when it is over.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of days is outside 1 to 3,660.</exception>
    /// <exception cref="NotSupportedException">The store cannot be copied.</exception>
    /// <exception cref="CrmStoreException">The store or its copy failed.</exception>
    public IAsyncEnumerable<ForecastDay> ForecastAsync(ForecastOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ForecastOptions();
        if (options.Days is < 1 or > 3660)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Days, "A forecast looks 1 to 3660 days ahead.");
        }

        return _store is IRehearsalStore store
            ? ForecastAsync(store, options, cancellationToken)
            : throw new NotSupportedException("A forecast works on a copy of the store, and this store does not implement IRehearsalStore.");
    }

    private async IAsyncEnumerable<ForecastDay> ForecastAsync(IRehearsalStore original, ForecastOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var clock = new ForecastClock(_store.Clock.GetCurrentInstant());
        var copy = await original.RehearseAsync(clock, cancellationToken).ConfigureAwait(false);
        await using var _ = copy.ConfigureAwait(false);
        var rehearsal = new Rehearsal(copy, clock, new CrmDesk(copy, RehearsalOptions()), options.Assumed);
        var (zone, today) = (_options.BusinessZone, Today);
        for (var i = 0; i < options.Days; i++)
        {
            var day = today.PlusDays(i);
            var morning = Mornings.Resolve(day.At(options.PlanAt), zone)!.Value.ToInstant();
            yield return await rehearsal.RunAsync(day, Instant.Max(clock.Now, morning), zone.StartOf(day.PlusDays(1)), cancellationToken).ConfigureAwait(false);
        }
    }

    private CrmDeskOptions RehearsalOptions() => _options with
    {
        Senders = _options.Senders.IsEmpty ? [new AcceptingSender(Channel.Email)] : [.. _options.Senders.Select(sender => new AcceptingSender(sender.Channel))],
    };
}
