namespace CrmKit.Scheduling;

/// <summary>One contact of the past and whether it was answered: what the best hour is learned from.</summary>
/// <param name="SentAt">When it left.</param>
/// <param name="LocalHour">The hour on the person's wall clock at which it left, 0 to 23.</param>
/// <param name="IsAnswered">Whether the person opened, replied or picked up, whichever the channel can tell.</param>
public readonly record struct ResponseObservation(Instant SentAt, int LocalHour, bool IsAnswered);
