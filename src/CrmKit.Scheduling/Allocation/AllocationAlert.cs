namespace CrmKit.Scheduling;

/// <summary>What a plan could not honour.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Channel">Index of the channel; -1 for all channels together.</param>
/// <param name="Day">Day of the horizon.</param>
/// <param name="Count">How many contacts are concerned.</param>
/// <param name="Dropped">The published contact that could not stay, or null.</param>
public sealed record AllocationAlert(AllocationAlertKind Kind, int Channel, int Day, long Count, AllocatedTouch? Dropped = null);
