namespace CrmKit.Scheduling;

/// <summary>A contact that the plan sees on a day to come. Nothing is promised: later plannings look at it again.</summary>
/// <param name="Key">The effect.</param>
/// <param name="Reason">Why.</param>
/// <param name="Class">The class.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Day">The business-local day.</param>
/// <param name="CustomerDay">The day where the person is.</param>
/// <param name="Value">What it is worth on that day, in minor units.</param>
/// <param name="IsCommitment">Whether it is owed.</param>
public sealed record AheadContact(TouchKey Key, Reason Reason, TouchClass Class, Channel Channel, LocalDate Day, LocalDate CustomerDay, long Value, bool IsCommitment);
