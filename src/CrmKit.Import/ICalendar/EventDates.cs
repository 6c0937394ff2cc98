using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>Dates beside a rule and out of it, as the event's own clock shows them.</summary>
internal sealed class EventDates(CalendarTime start, RecurrenceRule? rule)
{
    /// <summary>Whether a rule names times of a day, so that a day alone names none of its occurrences.</summary>
    public static bool NamesTimes(RecurrenceRule rule) =>
        rule.Frequency < RecurrenceFrequency.Daily || rule.ByHour.Length + rule.ByMinute.Length + rule.BySecond.Length > 0;

    /// <summary>A date on the clock of the start; <c>null</c>, and what was expected, where it is none there.</summary>
    public LocalDateTime? Of(CalendarTime time, bool isExclusion, out string expected)
    {
        expected = ExpectedFor(time, isExclusion);
        return (start.Clock, time.Clock) switch
        {
            (CalendarClock.Date, _) => time.Local.TimeOfDay == LocalTime.Midnight ? time.Local : null,

            // Some writers take whole days out of events at a time: the one occurrence of that day is meant.
            (_, CalendarClock.Date) => isExclusion && (rule is null || !NamesTimes(rule)) ? time.Local.Date + start.Local.TimeOfDay : null,

            // Others leave the zone away that the start has.
            (_, CalendarClock.Floating) => time.Local,
            (CalendarClock.Zone, _) => time.LocalIn(start.Zone!),
            _ => null,
        };
    }

    /// <summary>What a date should have been.</summary>
    private string ExpectedFor(CalendarTime time, bool isExclusion) => (start.Clock, time.Clock) switch
    {
        (CalendarClock.Date, _) => "dates, as DTSTART is one",
        (_, CalendarClock.Date) => isExclusion ? "times, as the rule names several in a day" : "times, as DTSTART is one",
        (CalendarClock.Floating, _) => "times without zone, as DTSTART is one",
        _ => "times from year 2 to 9998",
    };
}
