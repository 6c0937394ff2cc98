using CrmKit.Storage;

namespace CrmKit.Messaging;

/// <content>A contact that another claimed and handed over, by a queue for example.</content>
public sealed partial class Dispatcher
{
    /// <summary>Dispatches one contact on a claim made elsewhere: asks the gates, sends, records what became of it.</summary>
    /// <remarks>The claim is renewed first, by <see cref="DispatcherOptions.Lease"/>: one that ran out while it was on its way sends nothing.</remarks>
    /// <param name="claim">The claim, from <see cref="IOutboxStore.ClaimAsync"/> or <see cref="IOutboxStore.FindClaimAsync"/>.</param>
    /// <param name="cancellationToken">Stops before the sending begins; the row is then due again.</param>
    /// <returns>A report on one row: <see cref="DispatchReport.LostLease"/> where the claim is no more.</returns>
    /// <exception cref="CrmStoreException">The store failed; nothing left, or what became of it is on record.</exception>
    public async Task<DispatchReport> DispatchAsync(OutboxClaim claim, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var renewed = await _store.RenewAsync([claim], _options.Lease, cancellationToken).ConfigureAwait(false);
        if (!renewed.IsEmpty)
        {
            return await DispatchAsync(new ClaimedBatch(renewed), cancellationToken).ConfigureAwait(false);
        }

        var lost = new DispatchReport { LostLease = 1 };
        DispatchMetrics.Count(lost);
        return lost;
    }
}
