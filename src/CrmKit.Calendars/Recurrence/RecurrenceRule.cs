using System.Collections.Immutable;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>A recurrence rule: the RRULE of RFC 5545 for the Gregorian calendar, with SKIP of RFC 7529.</summary>
/// <remarks>
/// <para>Immutable and thread-safe; equal rules are equal values. Lists are kept ascending and distinct. A part that is absent is an empty list or <c>null</c>.</para>
/// <para>A rule built in code may combine parts that RFC 5545 does not: <see cref="Check"/> tells, and a <see cref="Recurrence"/> refuses it.</para>
/// <para>
/// Where RFC 5545 leaves a choice: BYWEEKNO without a day takes the weekday of the start; the days of a week that touches a year edge count into
/// the calendar year that they lie in, for INTERVAL and BYSETPOS; second 60 is second 59. SKIP moves what BYMONTHDAY, the start's own day or
/// BYYEARDAY=366 name; a moved day that left its month obeys weekdays of BYDAY, and is never the n-th of them.
/// </para>
/// </remarks>
public sealed partial record RecurrenceRule
{
    private static readonly ImmutableArray<int> None = [];

    /// <summary>A rule that occurs once every period, unless more parts say otherwise.</summary>
    /// <param name="frequency">The period.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="frequency"/> is not a named one.</exception>
    public RecurrenceRule(RecurrenceFrequency frequency)
    {
        if (!Enum.IsDefined(frequency))
        {
            throw new ArgumentOutOfRangeException(nameof(frequency), frequency, "Name a frequency from Secondly to Yearly.");
        }

        Frequency = frequency;
    }

    /// <summary>The period (FREQ).</summary>
    public RecurrenceFrequency Frequency { get; }

    /// <summary>Every how many periods (INTERVAL), 1 or more; 1 unless said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Interval { get; init => field = AtLeastOne(value, nameof(Interval)); } = 1;

    /// <summary>How many times in all (COUNT), 1 or more; <c>null</c> for no such end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? Count { get; init => field = value is { } count ? AtLeastOne(count, nameof(Count)) : null; }

    /// <summary>The last moment (UNTIL), inclusive; <c>null</c> for no such end.</summary>
    /// <exception cref="ArgumentException">It is <c>default(RecurrenceUntil)</c>.</exception>
    public RecurrenceUntil? Until
    {
        get;
        init => field = value is { IsSet: false } ? throw new ArgumentException("UNTIL is default(RecurrenceUntil): create it by On or At.", nameof(value)) : value;
    }

    /// <summary>Months (BYMONTH), 1 to 12.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number outside the range.</exception>
    public ImmutableArray<int> ByMonth { get; init => field = RulePart.Month.Ordered(value); } = None;

    /// <summary>Weeks of the year (BYWEEKNO), 1 to 53 or -53 to -1; week 1 is the first with four days or more in the year.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number outside the range.</exception>
    public ImmutableArray<int> ByWeekNumber { get; init => field = RulePart.WeekNumber.Ordered(value); } = None;

    /// <summary>Days of the year (BYYEARDAY), 1 to 366 or -366 to -1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number outside the range.</exception>
    public ImmutableArray<int> ByYearDay { get; init => field = RulePart.YearDay.Ordered(value); } = None;

    /// <summary>Days of the month (BYMONTHDAY), 1 to 31 or -31 to -1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number outside the range.</exception>
    public ImmutableArray<int> ByMonthDay { get; init => field = RulePart.MonthDay.Ordered(value); } = None;

    /// <summary>Days of the week (BYDAY), every one or the n-th of the month or year.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A <c>default(RecurrenceDay)</c>.</exception>
    public ImmutableArray<RecurrenceDay> ByDay { get; init => field = OrderedDays(value); } = [];

    /// <summary>Hours (BYHOUR), 0 to 23.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number outside the range.</exception>
    public ImmutableArray<int> ByHour { get; init => field = RulePart.Hour.Ordered(value); } = None;

    /// <summary>Minutes (BYMINUTE), 0 to 59.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number outside the range.</exception>
    public ImmutableArray<int> ByMinute { get; init => field = RulePart.Minute.Ordered(value); } = None;

    /// <summary>Seconds (BYSECOND), 0 to 60; 60 is read as 59, since no clock here has leap seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number outside the range.</exception>
    public ImmutableArray<int> BySecond { get; init => field = RulePart.Second.Ordered(value); } = None;

    /// <summary>Which of a period's occurrences are kept (BYSETPOS), 1 to 366 from the first or -366 to -1 from the last.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number outside the range.</exception>
    public ImmutableArray<int> BySetPosition { get; init => field = RulePart.SetPosition.Ordered(value); } = None;

    /// <summary>First day of a week (WKST); Monday unless said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a day of the week.</exception>
    public IsoDayOfWeek WeekStart { get; init => field = new RecurrenceDay(value).Weekday; } = IsoDayOfWeek.Monday;

    /// <summary>What happens to a date that does not exist (SKIP); <see cref="RecurrenceSkip.Omit"/> unless said, as RFC 5545 has it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a named policy.</exception>
    public RecurrenceSkip Skip
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Name a policy: Omit, Backward or Forward.");
    } = RecurrenceSkip.Omit;

    internal bool HasDayPart => ByWeekNumber.Length + ByYearDay.Length + ByMonthDay.Length + ByDay.Length > 0;

    /// <summary>Whether two rules have the same parts.</summary>
    /// <param name="other">The other rule.</param>
    public bool Equals(RecurrenceRule? other) => other is not null
        && Frequency == other.Frequency && Interval == other.Interval && Count == other.Count && Until == other.Until
        && WeekStart == other.WeekStart && Skip == other.Skip
        && ByDay.AsSpan().SequenceEqual(other.ByDay.AsSpan())
        && Same(ByMonth, other.ByMonth) && Same(ByWeekNumber, other.ByWeekNumber) && Same(ByYearDay, other.ByYearDay)
        && Same(ByMonthDay, other.ByMonthDay) && Same(ByHour, other.ByHour) && Same(ByMinute, other.ByMinute)
        && Same(BySecond, other.BySecond) && Same(BySetPosition, other.BySetPosition);

    /// <summary>A hash of the parts.</summary>
    public override int GetHashCode() => string.GetHashCode(ToString(), StringComparison.Ordinal);

    private static bool Same(ImmutableArray<int> one, ImmutableArray<int> other) => one.AsSpan().SequenceEqual(other.AsSpan());

    private static int AtLeastOne(int value, string name) =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 1 or more.");

    private static ImmutableArray<RecurrenceDay> OrderedDays(ImmutableArray<RecurrenceDay> days)
    {
        if (days.IsDefaultOrEmpty)
        {
            return [];
        }

        return days.Contains(default)
            ? throw new ArgumentOutOfRangeException(nameof(days), "default(RecurrenceDay)", "BYDAY takes days from Monday to Sunday.")
            : [.. days.Distinct().Order()];
    }
}
