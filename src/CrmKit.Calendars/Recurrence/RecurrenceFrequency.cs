namespace CrmKit.Calendars;

/// <summary>The period by which a rule counts (RFC 5545, FREQ).</summary>
public enum RecurrenceFrequency
{
    /// <summary>Every second.</summary>
    Secondly = 1,

    /// <summary>Every minute.</summary>
    Minutely,

    /// <summary>Every hour.</summary>
    Hourly,

    /// <summary>Every day.</summary>
    Daily,

    /// <summary>Every week, which begins on the rule's <see cref="RecurrenceRule.WeekStart"/>.</summary>
    Weekly,

    /// <summary>Every month.</summary>
    Monthly,

    /// <summary>Every year.</summary>
    Yearly,
}
