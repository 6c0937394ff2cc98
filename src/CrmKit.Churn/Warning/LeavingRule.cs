namespace CrmKit.Churn;

/// <summary>Says of a customer, looking back, whether it left within so-many days after a day: what an early warning is to foretell.</summary>
/// <remarks>Immutable; thread-safe where the function is.</remarks>
public sealed class LeavingRule
{
    private readonly Func<IReadOnlyList<TimelineEvent>, LocalDate, LocalDate, bool?> _left;

    /// <summary>Creates a rule of the program's own.</summary>
    /// <param name="horizonDays">Days after the as-of day within which a customer is said to leave, 1 or more.</param>
    /// <param name="left">Asked with the customer's events, the as-of day and the last day of the horizon: whether the customer left; <c>null</c> where it cannot be said.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is shorter than a day.</exception>
    public LeavingRule(int horizonDays, Func<IReadOnlyList<TimelineEvent>, LocalDate, LocalDate, bool?> left)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonDays, 1);
        ArgumentNullException.ThrowIfNull(left);
        HorizonDays = horizonDays;
        _left = left;
    }

    /// <summary>Days after the as-of day within which a customer is said to leave.</summary>
    public int HorizonDays { get; }

    /// <summary>The rule for shops: a customer who buys nothing in the days after the as-of day has left.</summary>
    /// <remarks>
    /// Whoever comes back later has left by this rule all the same: choose a horizon that is long for the trade. Purchases count as they were made, whether given back later or not.
    /// It suits customers who have bought before and are not given up yet; leave the others out of the table.
    /// </remarks>
    /// <param name="horizonDays">Days, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is shorter than a day.</exception>
    public static LeavingRule NoPurchaseWithin(int horizonDays) =>
        new(horizonDays, static (events, asOf, until) => !events.Any(item => item is Purchase purchase && purchase.Day > asOf && purchase.Day <= until));

    /// <summary>Whether the customer left within the horizon.</summary>
    /// <param name="events">All of the customer's events, in any order, the later ones included.</param>
    /// <param name="asOf">The as-of day.</param>
    /// <param name="observedUntil">Last day observed, inclusive.</param>
    /// <returns>
    /// <c>null</c>, unknown, where observation ended before the horizon, even where the customer is known to have stayed: if those alone were counted, leaving would look rare.
    /// </returns>
    public bool? Left(IReadOnlyList<TimelineEvent> events, LocalDate asOf, LocalDate observedUntil)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (Period.DaysBetween(asOf, observedUntil) < HorizonDays)
        {
            return null;
        }

        return _left(events, asOf, asOf.PlusDays(HorizonDays));
    }
}
