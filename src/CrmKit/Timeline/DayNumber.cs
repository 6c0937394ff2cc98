namespace CrmKit;

/// <summary>A date as an int, the form that columns hold: days since 1970-01-01 in the ISO calendar.</summary>
public static class DayNumber
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <summary>The number of a date.</summary>
    /// <param name="date">ISO calendar date.</param>
    /// <returns>Days since 1970-01-01, negative before it.</returns>
    public static int From(LocalDate date) => Period.DaysBetween(Epoch, date);

    /// <summary>The date of a number.</summary>
    /// <param name="number">Days since 1970-01-01.</param>
    /// <exception cref="OverflowException">The date lies outside the ISO calendar.</exception>
    public static LocalDate ToDate(int number) => Epoch.PlusDays(number);
}
