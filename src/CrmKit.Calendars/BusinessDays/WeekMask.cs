using System.Numerics;
using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Some days of the week, at least one.</summary>
/// <remarks>Thread-safe value; <c>default</c> is rejected on use.</remarks>
public readonly record struct WeekMask
{
    private const byte EveryDay = 0b111_1111;

    // Bit 0 is Monday.
    private readonly byte _days;

    /// <summary>Creates a week.</summary>
    /// <param name="days">Its days, at least one; one given twice is one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="days"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no day.</exception>
    /// <exception cref="ArgumentOutOfRangeException">One of them is not a weekday.</exception>
    public WeekMask(params IEnumerable<IsoDayOfWeek> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        var bits = 0;
        foreach (var day in days)
        {
            bits |= 1 << Bit(day, nameof(days));
        }

        if (bits == 0)
        {
            throw new ArgumentException("A week needs at least one day.", nameof(days));
        }

        _days = (byte)bits;
    }

    private WeekMask(byte days)
    {
        _days = days;
    }

    /// <summary>Monday to Friday.</summary>
    public static WeekMask MondayToFriday { get; } = new((byte)0b001_1111);

    /// <summary>Monday to Saturday.</summary>
    public static WeekMask MondayToSaturday { get; } = new((byte)0b011_1111);

    /// <summary>Every day.</summary>
    public static WeekMask AllDays { get; } = new(EveryDay);

    /// <summary>How many days, 1 to 7.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(WeekMask)</c>.</exception>
    public int Count => BitOperations.PopCount(Bits);

    private uint Bits => _days != 0 ? _days : throw new InvalidOperationException("This week is default(WeekMask): create it with its days.");

    /// <summary>Reads what <see cref="ToString"/> writes: seven digits, Monday first, 1 for a day that belongs to it.</summary>
    /// <param name="text">The text, such as <c>1111100</c>.</param>
    /// <param name="week">The week.</param>
    /// <returns>Whether the text is such a week, with at least one day.</returns>
    public static bool TryParse(string? text, out WeekMask week)
    {
        week = default;
        if (text is not { Length: 7 } || text.AsSpan().ContainsAnyExcept('0', '1'))
        {
            return false;
        }

        var bits = 0;
        for (var day = 0; day < 7; day++)
        {
            bits |= (text[day] - '0') << day;
        }

        week = new WeekMask((byte)bits);
        return bits != 0;
    }

    /// <summary>Whether a weekday belongs to it.</summary>
    /// <param name="day">The weekday.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="day"/> is not a weekday.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default(WeekMask)</c>.</exception>
    public bool Contains(IsoDayOfWeek day) => ((Bits >> Bit(day, nameof(day))) & 1) != 0;

    /// <summary>Seven digits, Monday first: <c>1111100</c>, the form of numpy's weekmask.</summary>
    public override string ToString()
    {
        var days = _days;
        return string.Create(7, days, static (digits, bits) =>
        {
            for (var day = 0; day < digits.Length; day++)
            {
                digits[day] = (char)('0' + ((bits >> day) & 1));
            }
        });
    }

    private static int Bit(IsoDayOfWeek day, string name) => day is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday
        ? (int)day - 1
        : throw new ArgumentOutOfRangeException(name, day, "Name weekdays, Monday to Sunday.");
}
