namespace CrmKit.LifetimeValue;

/// <summary>What the model says of customers of one age, by how often and how lately they bought.</summary>
/// <param name="AgeDays">T of all of them, in days.</param>
/// <param name="Purchases">Repeat purchases of each row, rising.</param>
/// <param name="RecencyDays">Days from the first purchase to the last of each column, rising.</param>
/// <param name="ProbabilityAlive">For each row the chance of each column that the customer is still one.</param>
public sealed record RecencyFrequencyGrid(int AgeDays, ImmutableArray<int> Purchases, ImmutableArray<int> RecencyDays, ImmutableArray<ImmutableArray<double>> ProbabilityAlive)
{
    /// <summary>Asks the model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="ageDays">T in days, 1 or more.</param>
    /// <param name="mostPurchases">Repeat purchases of the last row, 1 or more; 15 unless told.</param>
    /// <param name="columns">Columns, 2 or more; 24 unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static RecencyFrequencyGrid Of(IPurchaseModel model, int ageDays, int mostPurchases = 15, int columns = 24)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(ageDays, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPurchases, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 2);
        ImmutableArray<int> purchases = [.. Enumerable.Range(1, mostPurchases)];
        ImmutableArray<int> recency = [.. Enumerable.Range(1, columns).Select(i => Math.Max(1, (int)Math.Round((double)ageDays * i / columns))).Distinct()];
        return new RecencyFrequencyGrid(
            ageDays,
            purchases,
            recency,
            [.. purchases.Select(x => recency
                .Select(days => model.ProbabilityAlive(new PurchaseHistory(x, days / model.DaysPerTimeUnit, ageDays / model.DaysPerTimeUnit)))
                .ToImmutableArray())]);
    }
}
