namespace CrmKit.Storage;

/// <summary>Grants incentives, each once for a person.</summary>
public interface IIncentiveStore
{
    /// <summary>Grants an incentive unless the person has it: one <see cref="IncentiveGrant"/> joins the timeline, in one transaction.</summary>
    /// <remarks>
    /// The person is all records that are one with the customer's, those that were merged later included: two grants that a merge brings together
    /// permit no third. Nor does a new record with a contact point at which somebody has been granted it: a second record is not a second person.
    /// </remarks>
    /// <param name="customer">The customer.</param>
    /// <param name="incentive">The code of what is given: <see cref="IncentiveGrant.Incentive"/>.</param>
    /// <param name="cancellationToken">Stops before the transaction commits, never after.</param>
    /// <returns>Whether it was granted now.</returns>
    /// <exception cref="ArgumentException">The code has another form.</exception>
    /// <exception cref="UnknownCustomerException">Nothing is stored of the customer.</exception>
    /// <exception cref="CrmStoreException">The store failed; nothing changed.</exception>
    Task<bool> TryGrantIncentiveAsync(CustomerId customer, string incentive, CancellationToken cancellationToken = default);
}
