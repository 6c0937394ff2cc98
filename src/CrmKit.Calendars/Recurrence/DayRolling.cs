namespace CrmKit.Calendars;

/// <summary>Moves days on which the business is closed, on day numbers.</summary>
/// <remarks>Every policy keeps the order of days: of two days, the later one never moves before where the earlier one moves to.</remarks>
internal sealed class DayRolling(NonBusinessDayPolicy policy, IBusinessDays businessDays)
{
    /// <summary>Days looked at in either direction before a calendar counts as one that never opens: ten years.</summary>
    public const int Reach = 3653;

    /// <summary>Whether the policy moves days at all.</summary>
    public bool Moves => policy != NonBusinessDayPolicy.Drop;

    /// <summary>Where a day moves to; <c>null</c> where the policy drops it, or no business day is within reach.</summary>
    public int? Roll(int day)
    {
        if (IsOpen(day))
        {
            return day;
        }

        return policy switch
        {
            NonBusinessDayPolicy.Following => Open(day, 1),
            NonBusinessDayPolicy.Preceding => Open(day, -1),
            NonBusinessDayPolicy.ModifiedFollowing => Within(day, 1),
            NonBusinessDayPolicy.ModifiedPreceding => Within(day, -1),
            _ => null,
        };
    }

    /// <summary>The first day that could move to <paramref name="day"/> or later.</summary>
    public int FirstSource(int day)
    {
        var source = day;
        while (source > day - Reach && source - 1 >= FirstDay && !IsOpen(source - 1))
        {
            source--;
        }

        return source;
    }

    private static int FirstDay => DayNumbers.Of(1, 1, 1);

    private int? Within(int day, int step)
    {
        // numpy's roll: where it has to turn back, the first business day on the other side, even in a third month.
        return Open(day, step) is { } found && DayNumbers.MonthOf(found) == DayNumbers.MonthOf(day) ? found : Open(day, -step);
    }

    private int? Open(int day, int step)
    {
        for (var distance = 1; distance <= Reach; distance++)
        {
            var there = day + step * distance;
            if (there < FirstDay || there > DayNumbers.Last)
            {
                return null;
            }

            if (IsOpen(there))
            {
                return there;
            }
        }

        return null;
    }

    private bool IsOpen(int day) => businessDays.IsBusinessDay(DayNumbers.DateOf(day));
}
