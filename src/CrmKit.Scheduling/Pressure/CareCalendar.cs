using CrmKit.Calendars;

namespace CrmKit.Scheduling;

/// <summary>The days ahead of one customer, one contact and one contact point: what each day allows, and why not.</summary>
internal sealed class CareCalendar
{
    private CareCalendar(LocalDate today, TouchIntent intent, int days)
    {
        Today = today;
        Intent = intent;
        ClosedBy = new RuleConflict?[days];
    }

    public LocalDate Today { get; }

    public TouchIntent Intent { get; }

    public int Days => ClosedBy.Length;

    /// <summary>The gate that closes each day; <c>null</c> for an open day.</summary>
    public RuleConflict?[] ClosedBy { get; }

    /// <summary>Asks the gates day by day; where they open only on a later day, the days in between are not asked.</summary>
    public static CareCalendar Read(GateList gates, TouchIntent intent, GateFacts facts, Instant now, int days)
    {
        var zone = facts.Zone.Zone;
        var calendar = new CareCalendar(now.InZone(zone).Date, intent, days);
        for (var day = 0; day < days;)
        {
            var from = Instant.Max(now, zone.StartOf(calendar.Today.PlusDays(day)));
            var opening = gates.FirstOpen(intent, facts, from);
            var open = opening.Verdict.IsOpen ? Period.DaysBetween(calendar.Today, opening.At.InZone(zone).Date) : days;
            if (open > day)
            {
                var verdict = Binding(opening);
                Array.Fill(calendar.ClosedBy, new RuleConflict(verdict.Rule, verdict.Reason), day, Math.Min(open, days) - day);
            }

            day = Math.Max(day, open) + 1;
        }

        return calendar;
    }

    // An occasion that ends while it waits is closed by what it waits for.
    private static GateVerdict Binding(GateOpening opening) =>
        opening.Verdict.IsOpen || (opening.Verdict.Reopening.Kind == ReopeningKind.Never && !opening.HeldBy.IsOpen) ? opening.HeldBy : opening.Verdict;
}
