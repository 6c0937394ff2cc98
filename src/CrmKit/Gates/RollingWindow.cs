namespace CrmKit;

/// <summary>Counts in runs of consecutive days.</summary>
internal static class RollingWindow
{
    /// <summary>The earliest of the fullest runs of <paramref name="window"/> days that contain <paramref name="day"/>, and how many contacts it holds.</summary>
    /// <remarks>O(n).</remarks>
    /// <param name="sortedDays">Day numbers of contacts, ascending.</param>
    /// <param name="day">The day that every run contains.</param>
    /// <param name="window">Length of a run.</param>
    public static (int Begin, int Count) FullestAround(ReadOnlySpan<int> sortedDays, int day, int window)
    {
        // Slid later, a run loses no contact until it begins on one or on the day itself: only those beginnings are tried.
        var (begin, fullest) = (day, 0);
        var end = 0;
        for (var first = 0; first < sortedDays.Length && sortedDays[first] <= day; first++)
        {
            if (sortedDays[first] <= day - window)
            {
                continue;
            }

            while (end < sortedDays.Length && sortedDays[end] < sortedDays[first] + window)
            {
                end++;
            }

            if (end - first > fullest)
            {
                (begin, fullest) = (sortedDays[first], end - first);
            }
        }

        var fromDay = CountFrom(sortedDays, day, window);
        return fromDay > fullest ? (day, fromDay) : (begin, fullest);
    }

    /// <summary>First day at or after <paramref name="day"/> of which every run holds fewer than <paramref name="max"/> contacts.</summary>
    /// <remarks>A full day frees only where a run is left that begins on a contact: no day but the first and those a window after a contact needs to be tried. O(n²) at most.</remarks>
    /// <param name="sortedDays">Day numbers of contacts, ascending.</param>
    /// <param name="day">Where the search begins.</param>
    /// <param name="window">Length of a run.</param>
    /// <param name="max">Above zero.</param>
    public static int FirstDayBelow(ReadOnlySpan<int> sortedDays, int day, int window, int max)
    {
        if (FullestAround(sortedDays, day, window).Count < max)
        {
            return day;
        }

        // The last one always frees: no contact lies within a window of it.
        foreach (var contact in sortedDays)
        {
            var after = contact + window;
            if (after > day && FullestAround(sortedDays, after, window).Count < max)
            {
                return after;
            }
        }

        return day;
    }

    private static int CountFrom(ReadOnlySpan<int> sortedDays, int first, int window)
    {
        var count = 0;
        foreach (var day in sortedDays)
        {
            count += day >= first && day < first + window ? 1 : 0;
        }

        return count;
    }
}
