namespace CrmKit.Storage;

/// <summary>Makes two records one person, and undoes it.</summary>
/// <remarks>
/// Each record keeps what was recorded under its id; what is read of either is that of the person. The facts versions of both change. Refusals go
/// by <see cref="MergedConsent"/>: while records are one they are statements about the person, and suppress nobody else at the addresses; an objection since
/// the merge suppresses the addresses of both sides once it is undone. A contact that is claimed at a merge or its undoing is due again, and the claim lost:
/// it was judged for somebody else. Pending contacts of one reason and occurrence become one: the more advanced row stays, of two equally far the survivor's,
/// and the other is dead for the reason <see cref="ReasonCodes.Merged"/>.
/// </remarks>
public interface IMergeStore
{
    /// <summary>Merges two records.</summary>
    /// <param name="survivor">The id under which the person is known; where that record was absorbed itself, the person's id.</param>
    /// <param name="absorbed">The id of the other; where that record was absorbed, its person's.</param>
    /// <param name="cancellationToken">Stops before the transaction commits, never after.</param>
    /// <returns>The merge; the one that stands already where both are one person.</returns>
    /// <exception cref="UnknownCustomerException">Nothing is stored of one of them.</exception>
    /// <exception cref="ArgumentException">Both ids are the same.</exception>
    /// <exception cref="CrmStoreException">The store failed; nothing changed.</exception>
    Task<RecordMerge> MergeAsync(CustomerId survivor, CustomerId absorbed, CancellationToken cancellationToken = default);

    /// <summary>Undoes the merge that absorbed a record: both sides are as they were, with everything recorded since under their own ids, and refusals since then hold for both.</summary>
    /// <param name="absorbed">The id of the record that was absorbed.</param>
    /// <param name="cancellationToken">Stops before the transaction commits, never after.</param>
    /// <returns>The merge that was undone; <c>null</c> where the record is not absorbed.</returns>
    /// <exception cref="CrmStoreException">The store failed; nothing changed.</exception>
    Task<RecordMerge?> UnmergeAsync(CustomerId absorbed, CancellationToken cancellationToken = default);

    /// <summary>All merges in the order in which they were recorded, undone ones included.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmStoreException">The store failed.</exception>
    Task<RecordMerges> ReadMergesAsync(CancellationToken cancellationToken = default);
}
