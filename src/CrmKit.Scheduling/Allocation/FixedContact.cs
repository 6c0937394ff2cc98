namespace CrmKit.Scheduling;

/// <summary>A contact that is not for the planner to decide: made in the past, or promised inside the horizon.</summary>
/// <param name="Day">Day of the contact; negative before the horizon, day 0 is its first.</param>
/// <param name="Channel">Index of the channel.</param>
/// <param name="Kind">Its kind, for the caps.</param>
/// <param name="Reason">Index of its reason, for the caps of one; -1 for one that no cap names.</param>
public readonly record struct FixedContact(int Day, int Channel, ContactKind Kind, int Reason = -1);
