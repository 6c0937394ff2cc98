namespace CrmKit.Scheduling;

/// <summary>The days of the horizon on which all gates but the caps let a contact pass through one contact point, a bit a day.</summary>
internal static class OpenDays
{
    public static ulong Of(GateList gates, TouchIntent intent, GateFacts facts, in PersonDays days, DateInterval window, int count)
    {
        var open = 0UL;
        for (var t = Math.Max(0, days.IndexOf(window.Start)); t < count && days.PersonDay(t) <= window.End; t++)
        {
            var (start, end) = days.Window(t);
            if (start >= end)
            {
                continue;
            }

            var opening = gates.FirstOpen(intent, facts, start);
            if (!opening.Verdict.IsOpen)
            {
                // No waiting opens it.
                break;
            }

            if (opening.At < end)
            {
                open |= 1UL << t;
            }
            else
            {
                t = Math.Max(t, days.IndexOf(opening.At) - 2);
            }
        }

        return open;
    }
}
