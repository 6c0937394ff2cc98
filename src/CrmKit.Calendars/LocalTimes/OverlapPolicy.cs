namespace CrmKit.Calendars;

/// <summary>Which instant a wall-clock time means on the day on which the clocks show it twice. There is no default: the caller decides.</summary>
public enum OverlapPolicy
{
    /// <summary>The first of the two.</summary>
    First = 1,

    /// <summary>The second of the two.</summary>
    Second,
}
