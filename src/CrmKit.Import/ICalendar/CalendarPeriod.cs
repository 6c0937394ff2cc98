namespace CrmKit.Import;

/// <summary>An added occurrence with a length of its own (RDATE;VALUE=PERIOD).</summary>
/// <param name="Start">When it begins, on the event's clock; it is among the additions of the recurrence.</param>
/// <param name="Length">How long it lasts: days and weeks on the wall clock, the rest exactly.</param>
public sealed record CalendarPeriod(LocalDateTime Start, Period Length);
