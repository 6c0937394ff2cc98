namespace CrmKit.Scheduling;

/// <summary>How a resource fares in a plan.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Capacity">What there is, net of commitments.</param>
/// <param name="Used">What the plan takes; of weekly work it may be more than there is.</param>
/// <param name="Price">What one more unit would earn, thousandths of a minor unit.</param>
public readonly record struct ResourceAccount(PlanResource Resource, long Capacity, long Used, long Price);
