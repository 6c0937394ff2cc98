namespace CrmKit.Calendars;

/// <summary>What is wrong with the text or the parts of a rule.</summary>
public enum RecurrenceFaultKind
{
    /// <summary>The text is empty, or not a list of <c>NAME=VALUE</c> joined by semicolons.</summary>
    NotARule = 1,

    /// <summary>A part has a name that neither RFC 5545 nor RFC 7529 knows.</summary>
    UnknownPart,

    /// <summary>A part is given twice.</summary>
    RepeatedPart,

    /// <summary>FREQ is missing.</summary>
    MissingFrequency,

    /// <summary>A value is not written as its part has it.</summary>
    MalformedValue,

    /// <summary>A number lies outside its part's range.</summary>
    OutOfRange,

    /// <summary>A part that the frequency, or another part, does not allow.</summary>
    NotAllowed,

    /// <summary>RSCALE names a calendar other than the Gregorian one.</summary>
    UnsupportedCalendar,
}
