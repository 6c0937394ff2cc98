namespace CrmKit;

/// <summary>Proposes contacts. A pure function of what it is given: the same customer and day give the same candidates with the same keys.</summary>
/// <remarks>Called on one thread. An exception stops the planning, and nothing is committed.</remarks>
public interface ITouchSource
{
    /// <summary>The contacts that make sense for a customer on a day.</summary>
    /// <param name="customer">What is known of the customer.</param>
    /// <param name="today">The customer-local day.</param>
    IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today);
}
