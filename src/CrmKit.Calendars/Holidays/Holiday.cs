using NodaTime;

namespace CrmKit.Calendars;

/// <summary>A holiday of one year.</summary>
/// <param name="Date">The day that it is.</param>
/// <param name="Observed">The day on which it is observed: the substitute where there is one, else <paramref name="Date"/>.</param>
/// <param name="Name">What it is called, in the language of those who keep it.</param>
public sealed record Holiday(LocalDate Date, LocalDate Observed, string Name)
{
    /// <summary>A holiday that is observed on its own day.</summary>
    /// <param name="date">The day.</param>
    /// <param name="name">What it is called.</param>
    public Holiday(LocalDate date, string name)
        : this(date, date, name)
    {
    }

    /// <summary>The order of a calendar: by date, day of observance, then name.</summary>
    internal static Comparison<Holiday> ByDate { get; } = (left, right) =>
        (left.Date, left.Observed).CompareTo((right.Date, right.Observed)) is not 0 and var order ? order : string.CompareOrdinal(left.Name, right.Name);

    /// <summary>Whether its date or its day of observance lies between two days, both included.</summary>
    internal bool IsWithin(LocalDate first, LocalDate last) =>
        (Date >= first && Date <= last) || (Observed >= first && Observed <= last);
}
