using System.Collections.Immutable;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>What happens again and again: a start, a rule, dates beside it and dates taken out of it, on the wall clock.</summary>
/// <remarks>
/// <para>
/// Floating by itself; <see cref="InZone"/> places it in a zone. Occurrences come lazily, ascending and distinct, each from its own nominal wall
/// clock. A seek costs the same however far it lies from the start: COUNT was turned into the time of the last occurrence when the recurrence was made.
/// </para>
/// <para>
/// RFC 5545 leaves open what a start out of step with its rule means. Here it only occurs if the rule meets it; <see cref="StartIsInStep"/> tells. COUNT
/// counts what the rule names from the start on, before dates are taken out or days are moved, and never the dates beside it. A date taken out
/// stays out, even where it was also added. Dates beside the rule may lie before the start. Without a rule, the start is the first date.
/// </para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class Recurrence
{
    /// <summary>Steps without an occurrence after which a search is given up: periods, days or units of a rule that were looked at in vain.</summary>
    public const int WorkLimit = 1_000_000;

    private static readonly Func<long, int, LocalDateTime> Reading = static (at, _) => DayNumbers.TimeOf(at);

    private readonly NominalRule? _nominal;
    private readonly OccurrenceSource _floating;

    /// <summary>A start and its rule.</summary>
    /// <param name="start">The wall-clock time from which the rule counts (DTSTART); whole seconds, year 1 to 9999.</param>
    /// <param name="rule">The rule (RRULE).</param>
    /// <exception cref="ArgumentNullException"><paramref name="rule"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The start has a fraction of a second, or its year is outside 1 to 9999.</exception>
    /// <exception cref="ArgumentException">The rule combines parts that RFC 5545 does not: see <see cref="RecurrenceRule.Check"/>.</exception>
    public Recurrence(LocalDateTime start, RecurrenceRule rule)
        : this(start, rule ?? throw new ArgumentNullException(nameof(rule)), [], [])
    {
    }

    /// <summary>A start, with or without a rule, and dates beside it and out of it.</summary>
    /// <param name="start">The wall-clock time from which the rule counts (DTSTART); whole seconds, year 1 to 9999.</param>
    /// <param name="rule">The rule (RRULE); <c>null</c> where the dates are all there is.</param>
    /// <param name="additions">Further dates (RDATE), in any order; one that the rule names too is one occurrence.</param>
    /// <param name="exclusions">Dates taken out (EXDATE), in any order.</param>
    /// <exception cref="ArgumentNullException">A list is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time has a fraction of a second, or its year is outside 1 to 9999.</exception>
    /// <exception cref="ArgumentException">The rule combines parts that RFC 5545 does not: see <see cref="RecurrenceRule.Check"/>.</exception>
    public Recurrence(LocalDateTime start, RecurrenceRule? rule, IEnumerable<LocalDateTime> additions, IEnumerable<LocalDateTime> exclusions)
        : this(start, rule, Ordered(additions, nameof(additions)), Ordered(exclusions, nameof(exclusions)), null)
    {
    }

    private Recurrence(LocalDateTime start, RecurrenceRule? rule, ImmutableArray<LocalDateTime> additions, ImmutableArray<LocalDateTime> exclusions, DayRolling? rolling)
    {
        if (rule?.Check() is { } fault)
        {
            throw new ArgumentException(fault.ToString(), nameof(rule));
        }

        (Start, Rule, Additions, Exclusions) = (Checked(start, nameof(start)), rule, additions, exclusions);
        _nominal = rule is null ? null : new NominalRule(rule, start, rolling);
        _floating = new OccurrenceSource(this, _nominal, null, default);
    }

    /// <summary>The wall-clock time from which the rule counts.</summary>
    public LocalDateTime Start { get; }

    /// <summary>The rule; <c>null</c> where the dates are all there is.</summary>
    public RecurrenceRule? Rule { get; }

    /// <summary>Dates beside the rule, ascending and distinct.</summary>
    public ImmutableArray<LocalDateTime> Additions { get; }

    /// <summary>Dates taken out, ascending and distinct.</summary>
    public ImmutableArray<LocalDateTime> Exclusions { get; }

    /// <summary>Whether the start is itself one of the times that the rule names; true without a rule.</summary>
    public bool StartIsInStep
    {
        get
        {
            if (_nominal is null)
            {
                return true;
            }

            var cursor = new NominalCursor(_nominal, _nominal.Start, rolls: false);
            return cursor.MoveNext() && cursor.Nominal == _nominal.Start;
        }
    }

    /// <summary>Whether the rule ends at an instant (UNTIL in UTC), which means nothing without a zone.</summary>
    public bool NeedsZone => Rule?.Until?.Instant is not null;

    /// <summary>All occurrences on the wall clock, without a zone.</summary>
    /// <exception cref="InvalidOperationException"><see cref="NeedsZone"/>.</exception>
    public Occurrences<LocalDateTime> Occurrences => new(Floating, long.MinValue / 2, Reading);

    private OccurrenceSource Floating => NeedsZone
        ? throw new InvalidOperationException("The rule ends at an instant (UNTIL in UTC), which means nothing without a zone: use InZone.")
        : _floating;

    /// <summary>The same recurrence with the rule's dates moved off the days on which a business is closed; dates beside the rule stay.</summary>
    /// <remarks>
    /// Days that move to one day become one, the first of them. COUNT counts before, a date or wall-clock time of UNTIL bounds the rule before, and dates are taken out after days are
    /// moved. A date that has no business day to move to within ten years does not occur.
    /// </remarks>
    /// <param name="policy">What a date on a closed day does.</param>
    /// <param name="businessDays">The days on which the business is open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="businessDays"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="policy"/> is not a named one.</exception>
    /// <exception cref="ArgumentException">The rule counts hours or less, or chooses positions among several times of a day: days are moved whole.</exception>
    public Recurrence Rolled(NonBusinessDayPolicy policy, IBusinessDays businessDays)
    {
        ArgumentNullException.ThrowIfNull(businessDays);
        return Enum.IsDefined(policy)
            ? new Recurrence(Start, Rule, Additions, Exclusions, new DayRolling(policy, businessDays))
            : throw new ArgumentOutOfRangeException(nameof(policy), policy, "Name a policy from Following to Drop.");
    }

    /// <summary>The same recurrence on the clock of a zone.</summary>
    /// <param name="zone">The zone whose wall clock start, rule and dates are read on.</param>
    /// <param name="resolver">What happens to wall-clock times that the zone skips or repeats.</param>
    /// <exception cref="ArgumentNullException"><paramref name="zone"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="resolver"/> is <c>default(LocalTimeResolver)</c>.</exception>
    public ZonedRecurrence InZone(DateTimeZone zone, LocalTimeResolver resolver)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return resolver == default
            ? throw new ArgumentException("This resolver is default(LocalTimeResolver): create it with a gap policy and an overlap policy.", nameof(resolver))
            : new ZonedRecurrence(this, new OccurrenceSource(this, _nominal, zone, resolver));
    }

    /// <summary>The occurrences at or after a wall-clock time, without a zone.</summary>
    /// <param name="from">Wall-clock time.</param>
    /// <exception cref="InvalidOperationException"><see cref="NeedsZone"/>.</exception>
    public Occurrences<LocalDateTime> From(LocalDateTime from) => new(Floating, AtOrAfter(from), Reading);

    /// <summary>The first occurrence after a wall-clock time, without a zone.</summary>
    /// <param name="after">Wall-clock time; the result is later.</param>
    /// <returns>The occurrence, or <c>null</c> where there is none.</returns>
    /// <exception cref="InvalidOperationException"><see cref="NeedsZone"/>.</exception>
    public LocalDateTime? Next(LocalDateTime after) => Next(after, out _);

    /// <summary>The first occurrence after a wall-clock time, without a zone, or why there is none.</summary>
    /// <param name="after">Wall-clock time; the result is later.</param>
    /// <param name="end">Why there is none; <see cref="RecurrenceEnd.None"/> where there is one.</param>
    /// <returns>The occurrence, or <c>null</c> where there is none.</returns>
    /// <exception cref="InvalidOperationException"><see cref="NeedsZone"/>.</exception>
    public LocalDateTime? Next(LocalDateTime after, out RecurrenceEnd end)
    {
        var cursor = new OccurrenceCursor(Floating, DayNumbers.FloorOf(after) + 1);
        var found = cursor.MoveNext();
        end = cursor.End;
        return found ? DayNumbers.TimeOf(cursor.At) : null;
    }

    private static long AtOrAfter(LocalDateTime time) => DayNumbers.FloorOf(time) + (time.NanosecondOfSecond == 0 ? 0 : 1);

    private static ImmutableArray<LocalDateTime> Ordered(IEnumerable<LocalDateTime> times, string name)
    {
        ArgumentNullException.ThrowIfNull(times, name);
        return [.. times.Select(time => Checked(time, name)).Distinct().Order()];
    }

    private static LocalDateTime Checked(LocalDateTime time, string name)
    {
        if (time.Year is < 1 or > 9999 || time.Calendar != CalendarSystem.Iso)
        {
            throw new ArgumentOutOfRangeException(name, time, "The year must be 1 to 9999 of the ISO calendar.");
        }

        return time.NanosecondOfSecond == 0
            ? time
            : throw new ArgumentOutOfRangeException(name, time, "Recurrences count whole seconds: truncate the time first.");
    }
}
