using NodaTime;
using NodaTime.Text;

namespace CrmKit.Calendars;

/// <summary>Moves a date that falls on a closed day, as its policy says.</summary>
public static class BusinessDayRolling
{
    /// <summary>Days looked at in either direction before a calendar counts as one that never opens: ten years.</summary>
    private const int SearchDays = 3653;

    /// <summary>The business day that a date is kept on; the date itself where it is one, <c>null</c> where the policy drops it.</summary>
    /// <remarks>
    /// The semantics of <c>roll</c> in <c>numpy.busday_offset</c>: where a modified policy has to turn back, it takes the first business day on the other
    /// side, even in a third month. Costs one question a day looked at.
    /// </remarks>
    /// <param name="days">The business days.</param>
    /// <param name="date">Civil date, ISO calendar, year 1 to 9999.</param>
    /// <param name="policy">What a date on a closed day does.</param>
    /// <exception cref="ArgumentNullException"><paramref name="days"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The policy is not a named one, or the date is outside the years 1 to 9999.</exception>
    /// <exception cref="InvalidOperationException">No business day lies within ten years of the date, or inside the years 1 to 9999.</exception>
    public static LocalDate? Roll(this IBusinessDays days, LocalDate date, NonBusinessDayPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(days);
        CivilYears.Require(date);
        if (!Enum.IsDefined(policy))
        {
            throw new ArgumentOutOfRangeException(
                nameof(policy), policy, "Name a policy: Following, Preceding, ModifiedFollowing, ModifiedPreceding or Drop.");
        }

        if (days.IsBusinessDay(date))
        {
            return date;
        }

        return policy switch
        {
            NonBusinessDayPolicy.Following => Nearest(days, date, 1),
            NonBusinessDayPolicy.Preceding => Nearest(days, date, -1),
            NonBusinessDayPolicy.ModifiedFollowing => InMonthOrBack(days, date, 1),
            NonBusinessDayPolicy.ModifiedPreceding => InMonthOrBack(days, date, -1),
            _ => null,
        };
    }

    private static LocalDate InMonthOrBack(IBusinessDays days, LocalDate date, int step)
    {
        var day = date;
        while (CivilYears.TryStep(day, step, out day) && day.Month == date.Month)
        {
            if (days.IsBusinessDay(day))
            {
                return day;
            }
        }

        return Nearest(days, date, -step);
    }

    private static LocalDate Nearest(IBusinessDays days, LocalDate date, int step)
    {
        var day = date;
        for (var looked = 0; looked < SearchDays && CivilYears.TryStep(day, step, out day); looked++)
        {
            if (days.IsBusinessDay(day))
            {
                return day;
            }
        }

        throw new InvalidOperationException($"No business day lies within {SearchDays} days {(step > 0 ? "after" : "before")} {LocalDatePattern.Iso.Format(date)}.");
    }
}
