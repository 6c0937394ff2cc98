namespace CrmKit.Scheduling;

/// <summary>One shared resource.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Channel, staff member, campaign or week; 0 for the total budget.</param>
/// <param name="Day">The day of a channel or staff member; 0 for the others.</param>
public readonly record struct PlanResource(PlanResourceKind Kind, int Index, int Day);
