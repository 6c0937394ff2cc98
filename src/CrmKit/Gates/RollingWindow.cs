namespace CrmKit;

/// <summary>Counts in runs of consecutive days.</summary>
internal static class RollingWindow
{
    /// <summary>Most contacts in any run of <paramref name="window"/> days that contains <paramref name="day"/>.</summary>
    /// <param name="sortedDays">Day numbers of contacts, ascending.</param>
    /// <param name="day">The day that every run contains.</param>
    /// <param name="window">Length of a run.</param>
    public static int FullestAround(ReadOnlySpan<int> sortedDays, int day, int window)
    {
        // Slid later, a run loses no contact until it begins on one or on the day itself: only those beginnings are tried.
        var fullest = CountIn(sortedDays, day, day + window - 1);
        foreach (var begin in sortedDays)
        {
            if (begin > day - window && begin <= day)
            {
                fullest = Math.Max(fullest, CountIn(sortedDays, begin, begin + window - 1));
            }
        }

        return fullest;
    }

    /// <summary>First day at or after <paramref name="day"/> of which every run holds fewer than <paramref name="max"/> contacts.</summary>
    /// <param name="sortedDays">Day numbers of contacts, ascending.</param>
    /// <param name="day">Where the search begins.</param>
    /// <param name="window">Length of a run.</param>
    /// <param name="max">Above zero.</param>
    public static int FirstDayBelow(ReadOnlySpan<int> sortedDays, int day, int window, int max)
    {
        while (FullestAround(sortedDays, day, window) >= max)
        {
            day++;
        }

        return day;
    }

    private static int CountIn(ReadOnlySpan<int> sortedDays, int first, int last)
    {
        var count = 0;
        foreach (var day in sortedDays)
        {
            count += day >= first && day <= last ? 1 : 0;
        }

        return count;
    }
}
