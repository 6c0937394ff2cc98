namespace CrmKit.Import;

/// <summary>On which clock an event of a calendar stands (RFC 5545, 3.3.4 and 3.3.5).</summary>
public enum CalendarClock
{
    /// <summary>A whole day, the same everywhere.</summary>
    Date = 1,

    /// <summary>A time on the clock of whoever looks at it.</summary>
    Floating,

    /// <summary>A time on the clock of a zone, which may be UTC.</summary>
    Zone,
}
