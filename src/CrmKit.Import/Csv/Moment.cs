namespace CrmKit.Import;

/// <summary>A day, and the instant that the file states or, where it states none, the start of the day.</summary>
/// <param name="Day">The day as it is written.</param>
/// <param name="At">The instant.</param>
internal readonly record struct Moment(LocalDate Day, Instant At);
