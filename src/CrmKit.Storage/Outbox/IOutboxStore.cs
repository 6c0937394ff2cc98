namespace CrmKit.Storage;

/// <summary>The outbox: one row is one effect, and every change of a row is a compare-and-set. Times are the store's own clock.</summary>
public interface IOutboxStore
{
    /// <summary>Adds the plan's contacts and stores its decisions, in one transaction. A key that stands there already is left as it is, unless it was held.</summary>
    /// <remarks>Every added row increments the customer's facts version: a promised contact is a fact.</remarks>
    /// <param name="plan">The plan.</param>
    /// <param name="policyVersion">Kept with each row; never part of the key.</param>
    /// <param name="cancellationToken">Stops the commit.</param>
    /// <exception cref="CrmStoreException">The store failed; nothing was taken.</exception>
    Task<EnqueueReport> EnqueueAsync(ContactPlan plan, string policyVersion, CancellationToken cancellationToken = default);

    /// <summary>Claims rows that are due, earliest first, ties in a fixed order.</summary>
    /// <remarks>
    /// First lets go of what stopped workers left behind, as <see cref="OutboxRules"/> says: a claimed row whose lease ran out is due again; a sending
    /// one is <see cref="OutboxState.Uncertain"/>, or due again where its class is sent again. A row that the store cannot read goes to <see cref="OutboxState.Dead"/> with the reason
    /// <see cref="ReasonCodes.Unreadable"/>, which is a change of the customer's facts, and the claim goes on with the next.
    /// </remarks>
    /// <param name="max">Most rows to claim, 1 or more.</param>
    /// <param name="lease">How long others stay away.</param>
    /// <param name="cancellationToken">Stops the claim.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    Task<ImmutableArray<OutboxClaim>> ClaimAsync(int max, Duration lease, CancellationToken cancellationToken = default);

    /// <summary>Lengthens the leases of claims that still hold, to a lease from now on the store's clock. No lease gets shorter.</summary>
    /// <remarks>
    /// A compare-and-set on the token: a row that was taken over or let go of is not renewed. Nor is one whose lease ran out, whether or not
    /// another took it over: from that instant on others were free to take it. What became of such a row is still recorded by
    /// <see cref="FinishAsync(OutboxClaim, OutboxOutcome, CancellationToken)"/> until they do. Renewing changes nobody's facts.
    /// </remarks>
    /// <param name="claims">The claims, of rows that are claimed or sending.</param>
    /// <param name="lease">How long others stay away, from now.</param>
    /// <param name="cancellationToken">Stops before the transaction commits, never after.</param>
    /// <returns>The claims that hold, in the order given, with their new <see cref="OutboxClaim.LeaseUntil"/>; those that are missing are lost.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The lease is not longer than zero.</exception>
    /// <exception cref="CrmStoreException">The store failed; every lease is as it was.</exception>
    Task<ImmutableArray<OutboxClaim>> RenewAsync(IReadOnlyCollection<OutboxClaim> claims, Duration lease, CancellationToken cancellationToken = default);

    /// <summary>The claim of a token, for a worker that was handed no more than the token. It is read, not taken: whoever holds the token holds the row.</summary>
    /// <param name="token">The token.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The claim with the row as it stands now; <c>null</c> where the row was taken over or let go of, or the token is none of this store's.</returns>
    /// <exception cref="CrmStoreException">The store failed, or cannot read the row (<see cref="CrmStoreException.IsUnreadable"/>).</exception>
    Task<OutboxClaim?> FindClaimAsync(Guid token, CancellationToken cancellationToken = default);

    /// <summary>In one transaction: compares and increments the customer's facts version, and moves the row from claimed to sending, which takes its place in the cap.</summary>
    /// <remarks>The lease must last by the store's clock, whether or not another took the row over: nothing leaves on a claim that ran out.</remarks>
    /// <param name="claim">The claim.</param>
    /// <param name="judgedFactsVersion">The version of the facts on which the gates were open.</param>
    /// <param name="cancellationToken">Stops before the transaction commits, never after.</param>
    /// <exception cref="CrmStoreException">The store failed; the row is still claimed.</exception>
    Task<BeginSending> TryBeginSendingAsync(OutboxClaim claim, long judgedFactsVersion, CancellationToken cancellationToken = default);

    /// <summary>Begins many rows in one transaction, each with its own compare-and-set and its own result: one that may not begin stops no other.</summary>
    /// <remarks>
    /// Each row begins as by <see cref="TryBeginSendingAsync(OutboxClaim, long, CancellationToken)"/>, in the order given. The first of two rows of one person
    /// makes new facts, on which the second was not judged.
    /// </remarks>
    /// <param name="wishes">The rows, each with the version of the facts that it was judged on.</param>
    /// <param name="cancellationToken">Stops before the transaction commits, never after.</param>
    /// <returns>One result for each wish, in the order given.</returns>
    /// <exception cref="CrmStoreException">The store failed; every row is still claimed.</exception>
    Task<ImmutableArray<BeginSending>> TryBeginSendingAsync(IReadOnlyList<SendingWish> wishes, CancellationToken cancellationToken = default);

    /// <summary>Lets go of a row.</summary>
    /// <remarks>
    /// In the same transaction a sent row becomes a touch on the timeline, and the customer's facts version is incremented; a dead one suppresses
    /// its contact point where the outcome says so. The claim's token decides, not the clock: what became of a row is recorded after the end of
    /// the lease too, as long as no claim took the row over.
    /// </remarks>
    /// <param name="claim">The claim.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="cancellationToken">Stops before the transaction commits, never after.</param>
    /// <returns><c>false</c> where the row was taken over or let go of: it stays as it is.</returns>
    /// <exception cref="InvalidOperationException">The row's state does not allow the outcome.</exception>
    /// <exception cref="CrmStoreException">The store failed; the row is as it was.</exception>
    Task<bool> FinishAsync(OutboxClaim claim, OutboxOutcome outcome, CancellationToken cancellationToken = default);

    /// <summary>Lets go of many rows in one transaction, each with its own compare-and-set and its own result: a bad row stops no other.</summary>
    /// <remarks>Each row ends as by <see cref="FinishAsync(OutboxClaim, OutboxOutcome, CancellationToken)"/>, in the order given.</remarks>
    /// <param name="ends">The rows, each with how it ended.</param>
    /// <param name="cancellationToken">Stops before the transaction commits, never after.</param>
    /// <returns>One result for each end, in the order given.</returns>
    /// <exception cref="CrmStoreException">The store failed; every row is as it was.</exception>
    Task<ImmutableArray<FinishSending>> FinishAsync(IReadOnlyList<SendingEnd> ends, CancellationToken cancellationToken = default);

    /// <summary>How the outbox is doing, on the store's clock. Reads indexes alone: cheap enough to ask every few seconds, however much has left.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    Task<OutboxHealth> ReadHealthAsync(CancellationToken cancellationToken = default);

    /// <summary>All rows by due time, ties in ordinal order of the key, as one consistent snapshot.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <remarks>Where a row's reasons cannot be read, <see cref="ReasonCodes.Unreadable"/> stands in for them.</remarks>
    /// <exception cref="CrmStoreException">The store failed, or holds a row of which more than the reasons cannot be read.</exception>
    IAsyncEnumerable<OutboxRow> ReadOutboxAsync(CancellationToken cancellationToken = default);

    /// <summary>The rows in one state, by due time, ties in ordinal order of the key, as one consistent snapshot.</summary>
    /// <remarks>
    /// Most rows have left or died long ago, and who asks what waits need not read them. Where a row's reasons cannot be read, <see cref="ReasonCodes.Unreadable"/> stands in for them.
    /// </remarks>
    /// <param name="state">The state.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed, or holds a row in this state of which more than the reasons cannot be read.</exception>
    IAsyncEnumerable<OutboxRow> ReadOutboxAsync(OutboxState state, CancellationToken cancellationToken = default) =>
        ReadOutboxAsync(cancellationToken).Where(row => row.State == state);

    /// <summary>The stored decisions about one customer, oldest first.</summary>
    /// <param name="customer">The id.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    IAsyncEnumerable<PlanDecision> ReadDecisionsAsync(CustomerId customer, CancellationToken cancellationToken = default);
}
