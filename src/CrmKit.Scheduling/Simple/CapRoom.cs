namespace CrmKit.Scheduling;

/// <summary>Where a cap leaves room between contacts that are made or promised: the words to what the planner found.</summary>
/// <param name="cap">A cap that is one.</param>
/// <param name="days">Numbers of the contacts' days, ascending.</param>
internal readonly struct CapRoom(TouchCap cap, ImmutableArray<int> days)
{
    /// <summary>The first day from one on that takes another contact, or <c>null</c> where none ever does.</summary>
    public int? FirstFree(int from)
    {
        if (cap.Max == 0)
        {
            return null;
        }

        // A full run forbids every day up to a window after its first contact, so that the search may go there at once.
        for (var day = from; ; day = FilledAround(day)[0] + cap.WindowDays)
        {
            if (FilledAround(day).IsEmpty)
            {
                return day;
            }
        }
    }

    /// <summary>The contacts that leave a day no room: as many as the cap allows, inside one window with the day; empty where there is room.</summary>
    public ReadOnlySpan<int> FilledAround(int day)
    {
        for (var first = 0; cap.Max > 0 && first + cap.Max <= days.Length; first++)
        {
            var run = days.AsSpan(first, cap.Max);
            if (Math.Max(run[^1], day) - Math.Min(run[0], day) < cap.WindowDays)
            {
                return run;
            }
        }

        return [];
    }
}
