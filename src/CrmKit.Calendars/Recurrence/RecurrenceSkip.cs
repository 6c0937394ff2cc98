namespace CrmKit.Calendars;

/// <summary>What a rule does with a date that does not exist, such as 31 April or 29 February 2027 (RFC 7529, SKIP).</summary>
public enum RecurrenceSkip
{
    /// <summary>It does not happen, as RFC 5545 has it.</summary>
    Omit = 1,

    /// <summary>The last day before it: 30 April, 28 February.</summary>
    Backward,

    /// <summary>The first day after it: 1 May, 1 March.</summary>
    Forward,
}
