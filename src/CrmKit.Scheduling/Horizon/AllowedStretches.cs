using CrmKit.Calendars;

namespace CrmKit.Scheduling;

/// <summary>When today a planned contact may leave: quarter by quarter, by the gates themselves.</summary>
internal static class AllowedStretches
{
    private static readonly Duration Step = Duration.FromMinutes(15);

    public static SlotRequest Request(GateList gates, PlannedTouch touch, GateFacts facts, DateTimeZone business, LocalDate today, Instant now)
    {
        // The day of the person on which it was planned is the one that the caps counted it on.
        var zone = touch.Zone.Zone;
        var day = touch.SendAt.InZone(zone).Date;
        var start = Instant.Max(now, Instant.Max(business.StartOf(today), zone.StartOf(day)));
        var end = Instant.Min(business.StartOf(today.PlusDays(1)), zone.StartOf(day.PlusDays(1)));
        return new SlotRequest
        {
            Key = touch.Intent.Key,
            Channel = touch.Intent.Point.Channel,
            Zone = zone,
            Allowed = Between(gates, touch, facts, start, end),
            Preferred = facts.PreferredHours,
            IsCommitment = !TouchClassRules.ObeysCap(touch.Intent.Class),
        };
    }

    // A gate may be the program's own code: one that fails at another instant leaves the one that it let pass, and stops nobody else's planning.
    private static ImmutableArray<Interval> Between(GateList gates, PlannedTouch touch, GateFacts facts, Instant start, Instant end)
    {
        try
        {
            return Read(gates, touch, facts, start, end);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return [new Interval(touch.SendAt, touch.SendAt + Duration.FromSeconds(1))];
        }
    }

    private static ImmutableArray<Interval> Read(GateList gates, PlannedTouch touch, GateFacts facts, Instant start, Instant end)
    {
        var stretches = ImmutableArray.CreateBuilder<Interval>();
        for (var at = start; at < end;)
        {
            var opening = gates.FirstOpen(touch.Intent, facts, at);
            if (!opening.Verdict.IsOpen || opening.At >= end)
            {
                break;
            }

            var last = opening.At;
            while (last + Step < end && gates.Evaluate(touch.Intent, facts, last + Step).IsOpen)
            {
                last += Step;
            }

            var until = Instant.Min(end, last + Step);

            // Inside its last step a gate may have closed: the step is taken where it is open to its end alone.
            until = gates.Evaluate(touch.Intent, facts, until - Duration.FromSeconds(1)).IsOpen ? until : Instant.Max(opening.At + Duration.FromSeconds(1), last);
            stretches.Add(new Interval(opening.At, until));
            at = until + Duration.FromSeconds(1);
        }

        return stretches.ToImmutable();
    }
}
