namespace CrmKit.LifetimeValue;

/// <summary>Scores customers by recency, frequency and money: each by the share of the others that lie below.</summary>
/// <remarks>
/// A score is 1 plus the whole part of the number of bands times the share of customers with a smaller figure. Customers with equal figures have equal scores,
/// whatever the order they come in, so that bands are as equal in size as the ties allow. O(n log n). Thread-safe.
/// </remarks>
public sealed class RfmScorer
{
    /// <summary>Number of bands, 2 or more; 5 unless told.</summary>
    public int Bands
    {
        get;
        init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "There are 2 bands or more.");
    }
    = 5;

    /// <summary>Scores the customers of a base.</summary>
    /// <param name="summaries">The customers.</param>
    /// <returns>One score for each customer, in their order.</returns>
    public ImmutableArray<RfmScore> Score(PurchaseSummaries summaries)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        var recency = Scores([.. summaries.Select(summary => -(decimal)(summary.AgeDays - summary.RecencyDays))]);
        var frequency = Scores([.. summaries.Select(summary => (decimal)summary.RepeatPurchases)]);
        var money = Scores([.. summaries.Select(summary => (summary.FirstSpend + summary.RepeatSpend).Amount)]);
        var scores = ImmutableArray.CreateBuilder<RfmScore>(summaries.Count);
        for (var i = 0; i < summaries.Count; i++)
        {
            scores.Add(new RfmScore(summaries[i].Customer, recency[i], frequency[i], money[i]));
        }

        return scores.MoveToImmutable();
    }

    private int[] Scores(decimal[] figures)
    {
        var sorted = figures.Order().ToArray();
        var scores = new int[figures.Length];
        for (var i = 0; i < figures.Length; i++)
        {
            scores[i] = 1 + (int)((long)Below(sorted, figures[i]) * Bands / figures.Length);
        }

        return scores;
    }

    // How many are smaller.
    private static int Below(decimal[] sorted, decimal figure)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = sorted[middle] < figure ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
