namespace CrmKit.Calendars;

/// <summary>What a monthly date does in a month that is too short for it. There is no default: the caller decides.</summary>
public enum MonthEndPolicy
{
    /// <summary>The month's last day: 31 January and one month is 28 or 29 February; 28 February and one month is 28 March.</summary>
    Clamp = 1,

    /// <summary>As <see cref="Clamp"/>, and a month's last day stays the last day: 28 February and one month is 31 March.</summary>
    KeepMonthEnd,

    /// <summary>Not kept in that month.</summary>
    SkipMonth,
}
