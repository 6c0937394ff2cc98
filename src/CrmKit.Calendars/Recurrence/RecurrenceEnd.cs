namespace CrmKit.Calendars;

/// <summary>Why there is no further occurrence.</summary>
public enum RecurrenceEnd
{
    /// <summary>There may be more.</summary>
    None,

    /// <summary>The rule said so, by COUNT or by UNTIL, or its dates are all told.</summary>
    Finished,

    /// <summary>No further occurrence lies inside the calendar, whose last year is 9999. A rule that no date satisfies ends here.</summary>
    CalendarEnd,

    /// <summary>The search was given up after <see cref="Recurrence.WorkLimit"/> steps without an occurrence, or COUNT was too long to be counted: later ones may exist.</summary>
    WorkLimit,
}
