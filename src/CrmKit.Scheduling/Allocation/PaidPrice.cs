namespace CrmKit.Scheduling;

/// <summary>What one contact takes of a resource, and what that is worth to others.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="Units">Units taken.</param>
/// <param name="Price">Price of a unit, thousandths of a minor unit.</param>
public readonly record struct PaidPrice(PlanResource Resource, long Units, long Price)
{
    /// <summary>Price of all units, thousandths of a minor unit.</summary>
    public long Amount => Units * Price;
}
