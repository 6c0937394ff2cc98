namespace CrmKit.Calendars;

/// <summary>What a date does that falls on a day on which the business is closed. There is no default: the caller decides.</summary>
public enum NonBusinessDayPolicy
{
    /// <summary>The next business day.</summary>
    Following = 1,

    /// <summary>The business day before.</summary>
    Preceding,

    /// <summary>The next business day, or the one before where the next lies in another month.</summary>
    ModifiedFollowing,

    /// <summary>The business day before, or the next one where that lies in another month.</summary>
    ModifiedPreceding,

    /// <summary>It is not kept.</summary>
    Drop,
}
