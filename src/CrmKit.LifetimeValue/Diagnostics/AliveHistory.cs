namespace CrmKit.LifetimeValue;

/// <summary>How the chance that one customer is still one fell in each silence and rose with each purchase.</summary>
/// <param name="Purchases">Days with a purchase, rising.</param>
/// <param name="Points">The chance day by day, from the first purchase to the last day observed.</param>
public sealed record AliveHistory(ImmutableArray<LocalDate> Purchases, ImmutableArray<AlivePoint> Points)
{
    // A long life is shown in steps of several days; the days of purchases are always among them.
    private const int MostPoints = 400;

    /// <summary>Asks the model for every day what it would have said then.</summary>
    /// <param name="model">The model.</param>
    /// <param name="purchases">Days with a purchase, one or more, in any order; those after the last day observed are left out.</param>
    /// <param name="observedUntil">Last day observed, not before the first purchase.</param>
    /// <exception cref="ArgumentException">There is no purchase by the last day observed.</exception>
    public static AliveHistory Of(IPurchaseModel model, IEnumerable<LocalDate> purchases, LocalDate observedUntil)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(purchases);
        ImmutableArray<LocalDate> days = [.. purchases.Where(day => day <= observedUntil).Distinct().Order()];
        if (days.IsEmpty)
        {
            throw new ArgumentException("A customer has bought once or more by the last day observed.", nameof(purchases));
        }

        var length = Period.DaysBetween(days[0], observedUntil);
        var step = Math.Max(1, (length + MostPoints - 1) / MostPoints);
        var asked = new SortedSet<int> { length };
        for (var age = 0; age < length; age += step)
        {
            asked.Add(age);
        }

        foreach (var day in days)
        {
            // The day before, too, so that each rise is as steep as it was.
            var age = Period.DaysBetween(days[0], day);
            asked.Add(age);
            asked.Add(Math.Max(0, age - 1));
        }

        var points = ImmutableArray.CreateBuilder<AlivePoint>(asked.Count);
        var x = 0;
        foreach (var age in asked)
        {
            while (x + 1 < days.Length && Period.DaysBetween(days[0], days[x + 1]) <= age)
            {
                x++;
            }

            var recency = Period.DaysBetween(days[0], days[x]) / model.DaysPerTimeUnit;
            points.Add(new AlivePoint(days[0].PlusDays(age), model.ProbabilityAlive(new PurchaseHistory(x, recency, age / model.DaysPerTimeUnit))));
        }

        return new AliveHistory(days, points.ToImmutable());
    }
}
