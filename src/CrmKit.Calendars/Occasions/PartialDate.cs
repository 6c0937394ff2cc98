using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace CrmKit.Calendars;

/// <summary>A month and a day, with a year where one is known: a birthday without a year stays without one.</summary>
/// <remarks>Thread-safe value. <c>default</c> is 1 January without a year, as <c>default(AnnualDate)</c> is.</remarks>
public readonly record struct PartialDate
{
    private static readonly AnnualDatePattern MonthDay = AnnualDatePattern.CreateWithInvariantCulture("MM-dd");

    /// <summary>A date without a year.</summary>
    /// <param name="day">Month and day; 29 February is welcome.</param>
    public PartialDate(AnnualDate day)
    {
        Day = day;
    }

    /// <summary>A whole date.</summary>
    /// <param name="date">ISO calendar date.</param>
    public PartialDate(LocalDate date)
    {
        Day = new AnnualDate(date.Month, date.Day);
        Year = date.Year;
    }

    /// <summary>Month and day.</summary>
    public AnnualDate Day { get; }

    /// <summary>The ISO year; <c>null</c> where it is not known.</summary>
    public int? Year { get; }

    /// <summary>The whole date; <c>null</c> where the year is not known.</summary>
    public LocalDate? Date => Year is { } year ? new LocalDate(year, Day.Month, Day.Day) : null;

    /// <summary>A date without a year.</summary>
    /// <param name="day">Month and day.</param>
    public static implicit operator PartialDate(AnnualDate day) => new(day);

    /// <summary>A whole date.</summary>
    /// <param name="date">ISO calendar date.</param>
    public static implicit operator PartialDate(LocalDate date) => new(date);

    /// <summary>A date without a year; the named form of the conversion.</summary>
    /// <param name="day">Month and day.</param>
    public static PartialDate FromAnnualDate(AnnualDate day) => new(day);

    /// <summary>A whole date; the named form of the conversion.</summary>
    /// <param name="date">ISO calendar date.</param>
    public static PartialDate FromLocalDate(LocalDate date) => new(date);

    /// <summary>Reads what <see cref="ToString"/> writes: <c>--MM-dd</c>, or <c>yyyy-MM-dd</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="date">The date.</param>
    /// <returns>Whether the text is such a date, on a day that exists.</returns>
    public static bool TryParse(string? text, out PartialDate date)
    {
        date = default;
        if (text is null)
        {
            return false;
        }

        if (text.StartsWith("--", StringComparison.Ordinal))
        {
            var isDay = MonthDay.Parse(text[2..]).TryGetValue(default, out var day);
            date = isDay ? new PartialDate(day) : default;
            return isDay;
        }

        var isDate = LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var whole);
        date = isDate ? new PartialDate(whole) : default;
        return isDate;
    }

    /// <summary><c>--02-29</c> without a year (ISO 8601-1:2004, as vCard has it), else <c>1996-02-29</c>.</summary>
    public override string ToString() => Date is { } date
        ? LocalDatePattern.Iso.Format(date)
        : string.Create(CultureInfo.InvariantCulture, $"--{Day.Month:00}-{Day.Day:00}");
}
