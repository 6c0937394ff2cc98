using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Where a counted rule ends in a zone, if a time that the zone skips does not count: as many times later as it names in gaps.</summary>
/// <remarks>COUNT counts before days are moved: whether a time lies in a gap is asked of the day that the rule names.</remarks>
internal struct GapCount(NominalRule rule, DateTimeZone zone)
{
    private ZoneGaps _gaps = new(zone, rule.Start);
    // Some tens of milliseconds.
    private int _work = 200_000;

    /// <summary>The rule with its end moved, or where the counting was given up.</summary>
    public NominalRule Bound()
    {
        if (rule.LastReason != RecurrenceEnd.Finished)
        {
            return rule;
        }

        var missing = Missed(rule.Last);
        if (_work < 0)
        {
            return rule.EndingAt(_gaps.From - 1, RecurrenceEnd.WorkLimit);
        }

        var last = rule.Last;
        var later = new NominalCursor(rule.Endless(), last + 1, rolls: false);
        while (missing > 0)
        {
            if (!later.MoveNext())
            {
                return rule.EndingAt(last, later.End);
            }

            last = later.Nominal;
            missing -= _gaps.Holds(last) ? 0 : 1;
            if (--_work < 0)
            {
                return rule.EndingAt(last, RecurrenceEnd.WorkLimit);
            }
        }

        return rule.EndingAt(last, RecurrenceEnd.Finished);
    }

    // How many times of the rule lie in gaps, up to its end.
    private int Missed(long last)
    {
        var missed = 0;
        for (; _gaps.From <= last; _gaps.MoveNext())
        {
            var inGap = new NominalCursor(rule.EndingAt(Math.Min(_gaps.To - 1, last), RecurrenceEnd.Finished), _gaps.From, rolls: false);
            for (; inGap.MoveNext(); missed++)
            {
                if (--_work < 0)
                {
                    return missed;
                }
            }

            if (_gaps.To > last)
            {
                break;
            }
        }

        return missed;
    }
}
