using NodaTime;

namespace CrmKit.Calendars;

/// <summary>Whole months forward and back, with a named answer for months that are too short.</summary>
public static class MonthArithmetic
{
    /// <summary>The date that many months later, counted from this date and never from an intermediate one; <c>null</c> where the policy skips that month.</summary>
    /// <remarks>So 31 January and two months is 31 March, though 31 January and one month is 28 or 29 February. Constant time.</remarks>
    /// <param name="date">Civil date, ISO calendar, year 1 to 9999.</param>
    /// <param name="months">Months, negative for earlier ones.</param>
    /// <param name="policy">What the date does in a month without its day.</param>
    /// <exception cref="ArgumentOutOfRangeException">The policy is not a named one, or the date or the answer is outside the years 1 to 9999.</exception>
    public static LocalDate? PlusMonths(this LocalDate date, int months, MonthEndPolicy policy)
    {
        CivilYears.Require(date);
        if (!Enum.IsDefined(policy))
        {
            throw new ArgumentOutOfRangeException(nameof(policy), policy, "Name a policy: Clamp, KeepMonthEnd or SkipMonth.");
        }

        var month = (12L * date.Year) + date.Month - 1 + months;
        if (month is < 12L * CivilYears.First or >= 12L * (CivilYears.Last + 1))
        {
            throw new ArgumentOutOfRangeException(nameof(months), months, $"The date reached must lie in the years {CivilYears.First} to {CivilYears.Last}.");
        }

        var (year, monthOfYear) = ((int)(month / 12), (int)(month % 12) + 1);
        var last = CalendarSystem.Iso.GetDaysInMonth(year, monthOfYear);
        return policy switch
        {
            MonthEndPolicy.KeepMonthEnd when date == DateAdjusters.EndOfMonth(date) => new LocalDate(year, monthOfYear, last),
            MonthEndPolicy.SkipMonth when date.Day > last => null,
            _ => new LocalDate(year, monthOfYear, Math.Min(date.Day, last)),
        };
    }
}
