using NodaTime;
using NodaTime.Text;

namespace CrmKit.Calendars;

/// <summary>Moves a date that falls on a closed day, as its policy says.</summary>
public static class BusinessDayRolling
{
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

        var rolling = new DayRolling(policy, days);
        return rolling.Roll(DayNumbers.Of(date.Year, date.Month, date.Day)) is { } rolled ? DayNumbers.DateOf(rolled)
            : rolling.Moves ? throw new InvalidOperationException($"No business day that {policy} could move {LocalDatePattern.Iso.Format(date)} to lies within ten years of it.")
            : null;
    }
}
