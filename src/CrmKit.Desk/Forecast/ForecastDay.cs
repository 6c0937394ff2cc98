using CrmKit.Storage;

namespace CrmKit.Desk;

/// <summary>One day of a forecast.</summary>
/// <param name="Day">The business-local day.</param>
/// <param name="Plan">What would be decided on its morning.</param>
/// <param name="Contacts">What became of the contacts of that plan by the end of the day, in order of time.</param>
public sealed record ForecastDay(LocalDate Day, ContactPlan Plan, ImmutableArray<OutboxRow> Contacts);
