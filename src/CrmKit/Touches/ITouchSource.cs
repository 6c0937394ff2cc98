namespace CrmKit;

/// <summary>Proposes contacts. A pure function of what it is given: the same customer and day give the same candidates with the same keys.</summary>
/// <remarks>Called on one thread. An exception stops the planning, and nothing is committed.</remarks>
public interface ITouchSource
{
    /// <summary>Whether every contact begins its count anew, as a regular interval does: a plan of many days then takes what is due now, and not the next one as well. Default no.</summary>
    bool BeginsAnew => false;

    /// <summary>The contacts that make sense for a customer on a day.</summary>
    /// <param name="customer">What is known of the customer.</param>
    /// <param name="today">The customer-local day.</param>
    IEnumerable<TouchCandidate> Propose(CustomerSnapshot customer, LocalDate today);
}
