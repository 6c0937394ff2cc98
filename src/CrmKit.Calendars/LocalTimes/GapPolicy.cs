namespace CrmKit.Calendars;

/// <summary>What a wall-clock time does on the day on which the clocks jump over it. There is no default: the caller decides.</summary>
public enum GapPolicy
{
    /// <summary>Read with the offset before the gap, so that it moves forward by the gap's length (RFC 5545, section 3.3.5).</summary>
    ShiftForward = 1,

    /// <summary>It does not happen on that day, and does not count (RFC 5545, section 3.3.10).</summary>
    Skip,
}
