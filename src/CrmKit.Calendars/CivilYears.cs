using System.Runtime.CompilerServices;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>The years that calendars answer for: 1 to 9999 of the ISO calendar, so that every date has a four-digit year.</summary>
internal static class CivilYears
{
    public const int First = 1;

    public const int Last = 9999;

    public static LocalDate FirstDay { get; } = new(First, 1, 1);

    public static LocalDate LastDay { get; } = new(Last, 12, 31);

    public static void Require(LocalDate date, [CallerArgumentExpression(nameof(date))] string? name = null)
    {
        if (date.Year is < First or > Last || date.Calendar != CalendarSystem.Iso)
        {
            throw new ArgumentOutOfRangeException(name, date, $"The date must be one of the ISO calendar's years {First} to {Last}.");
        }
    }

    public static void Require(int year, [CallerArgumentExpression(nameof(year))] string? name = null)
    {
        if (year is < First or > Last)
        {
            throw new ArgumentOutOfRangeException(name, year, $"The year must be {First} to {Last}.");
        }
    }

    // Two days at either end are left to the offsets of zones, none of which reaches a day, and to the day that is walked through.
    private static Instant FirstInstant { get; } = Instant.FromUtc(First, 1, 3, 0, 0);

    private static Instant LastInstant { get; } = Instant.FromUtc(Last, 12, 30, 0, 0);

    public static void Require(Instant at, [CallerArgumentExpression(nameof(at))] string? name = null)
    {
        if (at < FirstInstant || at >= LastInstant)
        {
            throw new ArgumentOutOfRangeException(name, at, $"The instant must lie in the years {First} to {Last}, two days from either end.");
        }
    }

    /// <summary>The instant so long after another, or where the calendar ends.</summary>
    public static Instant AfterOrEnd(Instant at, Duration after) => after < LastInstant - at ? at + after : LastInstant;

    /// <summary>The day before or after, if the calendar still has it.</summary>
    public static bool TryStep(LocalDate day, int step, out LocalDate next)
    {
        var isLast = day == (step > 0 ? LastDay : FirstDay);
        next = isLast ? day : day.PlusDays(step);
        return !isLast;
    }
}
