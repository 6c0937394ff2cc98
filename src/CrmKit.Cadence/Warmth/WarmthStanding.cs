namespace CrmKit.Cadence;

/// <summary>What the next due day of a relationship follows from, as columns of many people hold it.</summary>
/// <param name="Since">The day from which the warmth is counted, as <see cref="DayNumber"/> has it; <see cref="WarmthPolicy.Never"/> where nothing happened.</param>
/// <param name="StabilityDays">The stability in days if nothing more comes, above 0.</param>
/// <param name="Unanswered">Contacts since then that nothing has come back to, 0 or more.</param>
/// <param name="LastUnanswered">The day of the last of them; without meaning where there is none.</param>
public readonly record struct WarmthStanding(int Since, double StabilityDays, int Unanswered, int LastUnanswered);
