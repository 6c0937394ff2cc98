namespace CrmKit.Calendars;

/// <summary>What an annual occasion on 29 February does in a year that has none. There is no default: the caller decides.</summary>
public enum LeapDayPolicy
{
    /// <summary>Kept on 28 February.</summary>
    February28 = 1,

    /// <summary>Kept on 1 March.</summary>
    March1,

    /// <summary>Kept in leap years only.</summary>
    LeapYearsOnly,
}
