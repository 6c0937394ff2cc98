namespace CrmKit.Scheduling;

/// <summary>One shared resource.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Channel, staff member, campaign or week; 0 for the total budget and for a day in all.</param>
/// <param name="Day">The day of a channel, of a staff member or in all; 0 for the others.</param>
public readonly record struct PlanResource(PlanResourceKind Kind, int Index, int Day);
