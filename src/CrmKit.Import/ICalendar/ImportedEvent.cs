using CrmKit.Calendars;

namespace CrmKit.Import;

/// <summary>One event of a calendar: when, how often, and what it is called.</summary>
/// <remarks>An event of which single occurrences were moved or called off comes as several, which share a UID: <see cref="CalendarSeries"/> puts them together. <see cref="ToString"/> shows the UID alone.</remarks>
public sealed record ImportedEvent
{
    /// <summary>The name under which programs know the event.</summary>
    public required string Uid { get; init; }

    /// <summary>When it begins, for the first time where it comes round.</summary>
    public required CalendarTime Start { get; init; }

    /// <summary>How it comes round, on the clock of <see cref="Start"/>: <see cref="Recurrence.InZone"/> places it in its zone, or a floating one in whichever zone is meant.</summary>
    /// <remarks>
    /// A start that its rule does not name is among the additions, since programs show it. A moment of another zone stands here as what the event's own clock shows then, the first where
    /// that repeats.
    /// </remarks>
    public required Recurrence Recurrence { get; init; }

    /// <summary>How long each occurrence lasts: days and weeks on the wall clock, the rest exactly. A day where nothing is said of a whole day, else nothing.</summary>
    public required Period Length { get; init; }

    /// <summary>Added occurrences with a length of their own.</summary>
    public ImmutableArray<CalendarPeriod> Periods
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Which occurrence of the event with the same UID this one stands for; <c>null</c> for the event itself.</summary>
    public CalendarTime? Replaces { get; init; }

    /// <summary>What it is called; <c>null</c> where it has no name.</summary>
    public string? Summary { get; init; }

    /// <summary>Its categories.</summary>
    public ImmutableArray<string> Categories
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>How certain it is; <c>null</c> where that is not said.</summary>
    public CalendarStatus? Status { get; init; }

    /// <summary>How often it was changed (SEQUENCE), zero or more.</summary>
    public int Sequence { get; init; }

    /// <summary>When it was last changed (LAST-MODIFIED, else DTSTAMP); <c>null</c> where that is not said.</summary>
    public Instant? ChangedAt { get; init; }

    /// <summary>The line on which it begins, from 1.</summary>
    public long Line { get; init; }

    /// <summary>The UID alone: the rest may be personal.</summary>
    public override string ToString() => $"Event {Uid}";
}
