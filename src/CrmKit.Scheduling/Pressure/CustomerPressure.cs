namespace CrmKit.Scheduling;

/// <summary>The pressure on one customer on a day.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Day">The day where the person is.</param>
/// <param name="Caps">How full each cap is, in the order of the caps.</param>
/// <param name="DaysSinceCare">Days since the last caring contact; <c>null</c> without one.</param>
/// <param name="DaysSinceContact">Days since the last contact that counts in a cap; <c>null</c> without one.</param>
public sealed record CustomerPressure(CustomerId Customer, LocalDate Day, ImmutableArray<CapStanding> Caps, int? DaysSinceCare, int? DaysSinceContact);
