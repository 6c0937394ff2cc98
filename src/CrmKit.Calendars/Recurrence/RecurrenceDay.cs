using System.Globalization;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>One entry of BYDAY: every Monday, or the n-th Monday of the month or year, counted from its beginning or its end.</summary>
/// <remarks>Thread-safe value; <c>default</c> is no day and is rejected by a rule.</remarks>
public readonly record struct RecurrenceDay : IComparable<RecurrenceDay>
{
    internal const int LastOrdinal = 53;

    private static readonly string[] Codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>Every such day of the week.</summary>
    /// <param name="weekday">The day of the week.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weekday"/> is not a day of the week.</exception>
    public RecurrenceDay(IsoDayOfWeek weekday)
    {
        if (weekday is < IsoDayOfWeek.Monday or > IsoDayOfWeek.Sunday)
        {
            throw new ArgumentOutOfRangeException(nameof(weekday), weekday, "Name a day from Monday to Sunday.");
        }

        Weekday = weekday;
    }

    /// <summary>The n-th such day of the rule's month or year.</summary>
    /// <param name="weekday">The day of the week.</param>
    /// <param name="ordinal">1 to 53 from the beginning, -1 to -53 from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a day of the week, or an ordinal outside that range.</exception>
    public RecurrenceDay(IsoDayOfWeek weekday, int ordinal)
        : this(weekday)
    {
        if (ordinal is 0 or < -LastOrdinal or > LastOrdinal)
        {
            throw new ArgumentOutOfRangeException(nameof(ordinal), ordinal, "The ordinal must be 1 to 53, or -53 to -1.");
        }

        Ordinal = ordinal;
    }

    /// <summary>The day of the week.</summary>
    public IsoDayOfWeek Weekday { get; }

    /// <summary>Which one, 1 to 53 or -53 to -1; <c>null</c> for every one.</summary>
    public int? Ordinal { get; }

    /// <summary>Every such day of the week.</summary>
    /// <param name="weekday">The day of the week.</param>
    public static implicit operator RecurrenceDay(IsoDayOfWeek weekday) => new(weekday);

    /// <summary>Every such day of the week; the named form of the conversion.</summary>
    /// <param name="weekday">The day of the week.</param>
    public static RecurrenceDay FromIsoDayOfWeek(IsoDayOfWeek weekday) => new(weekday);

    /// <summary>Monday first; of one weekday, every one before the n-th, and the n-th by number.</summary>
    /// <param name="other">The other entry.</param>
    public int CompareTo(RecurrenceDay other) =>
        Weekday != other.Weekday ? Weekday.CompareTo(other.Weekday) : Nullable.Compare(Ordinal, other.Ordinal);

    /// <summary>As RFC 5545 writes it: <c>MO</c>, <c>-1FR</c>.</summary>
    public override string ToString() => Weekday == IsoDayOfWeek.None
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"{Ordinal}{CodeOf(Weekday)}");

    internal static string CodeOf(IsoDayOfWeek weekday) => Codes[(int)weekday - 1];

    internal static IsoDayOfWeek WeekdayOf(ReadOnlySpan<char> code)
    {
        for (var index = 0; index < Codes.Length; index++)
        {
            if (code.Equals(Codes[index], StringComparison.OrdinalIgnoreCase))
            {
                return (IsoDayOfWeek)(index + 1);
            }
        }

        return IsoDayOfWeek.None;
    }
}
