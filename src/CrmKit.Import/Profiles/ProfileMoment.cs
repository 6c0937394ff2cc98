namespace CrmKit.Import;

/// <summary>A time as a file writes it: a day, a minute or an instant, each a stretch of time.</summary>
/// <param name="Day">The day in the zone of the business.</param>
/// <param name="From">Its first instant.</param>
/// <param name="To">Its last instant, to the microsecond that stores keep.</param>
internal readonly record struct ProfileMoment(LocalDate Day, Instant From, Instant To);
