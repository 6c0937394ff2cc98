namespace CrmKit.Scheduling;

/// <summary>One contact of a plan.</summary>
/// <param name="CustomerId">The customer's id.</param>
/// <param name="Touch">Position among the customer's possible touches, from 0.</param>
/// <param name="Channel">Index of the channel.</param>
/// <param name="Day">Day of the horizon.</param>
public readonly record struct AllocatedTouch(long CustomerId, int Touch, int Channel, int Day);
