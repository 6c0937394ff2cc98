using CrmKit.Calendars;

namespace CrmKit.Scheduling;

/// <summary>The days ahead of one customer, one contact and one contact point: what each day allows, and why not.</summary>
internal sealed class CareCalendar
{
    // Gates of the program's own may open and close again within a day; one that goes on so is taken for closed.
    private const int MostVerdictsADay = 64;

    private CareCalendar(LocalDate today, TouchIntent intent, int days)
    {
        Today = today;
        Intent = intent;
        ClosedBy = new ImmutableArray<RuleConflict>[days];
        Array.Fill(ClosedBy, []);
    }

    public LocalDate Today { get; }

    public TouchIntent Intent { get; }

    public int Days => ClosedBy.Length;

    /// <summary>For each day the gates that close it, one after the other from its beginning to its end; empty for a day with an open instant.</summary>
    public ImmutableArray<RuleConflict>[] ClosedBy { get; }

    /// <summary>Asks the gates day by day; where one opens only on a later day, the days in between are not asked.</summary>
    public static CareCalendar Read(GateList gates, TouchIntent intent, GateFacts facts, Instant now, int days)
    {
        var zone = facts.Zone.Zone;
        var calendar = new CareCalendar(now.InZone(zone).Date, intent, days);
        var at = now;
        for (var day = 0; day < days;)
        {
            var end = zone.StartOf(calendar.Today.PlusDays(day + 1));
            var (closed, opens) = ClosedFrom(gates, intent, facts, at, end);
            calendar.ClosedBy[day++] = closed;
            if (opens is not { } later)
            {
                // No waiting opens this gate: it alone closes all that is left.
                Array.Fill(calendar.ClosedBy, [closed[^1]], day, days - day);
                break;
            }

            // Whole days until the gate opens are closed by it alone.
            for (at = end; day < days && later >= zone.StartOf(calendar.Today.PlusDays(day + 1)); at = zone.StartOf(calendar.Today.PlusDays(day)))
            {
                calendar.ClosedBy[day++] = [closed[^1]];
            }
        }

        return calendar;
    }

    /// <summary>The gates that close a stretch up to its end, none where an instant in it is open; and when the last of them opens, <c>null</c> where no waiting opens it.</summary>
    private static (ImmutableArray<RuleConflict> Closed, Instant? Opens) ClosedFrom(GateList gates, TouchIntent intent, GateFacts facts, Instant at, Instant end)
    {
        var closed = ImmutableArray.CreateBuilder<RuleConflict>();
        for (var tries = 0; at < end && tries < MostVerdictsADay; tries++)
        {
            var verdict = gates.Evaluate(intent, facts, at);
            if (verdict.IsOpen)
            {
                return ([], end);
            }

            closed.Add(new RuleConflict(verdict.Rule, verdict.Reason));
            if (verdict.Reopening is not { Kind: ReopeningKind.Instant } later || later.Instant <= at)
            {
                return (closed.ToImmutable(), null);
            }

            at = later.Instant;
        }

        return (closed.ToImmutable(), at);
    }
}
