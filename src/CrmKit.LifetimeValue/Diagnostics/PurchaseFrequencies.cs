namespace CrmKit.LifetimeValue;

/// <summary>How many customers bought how often, beside how many the model expects to.</summary>
/// <param name="Actual">Customers with 0, 1, 2 and so on repeat purchases; the last number counts all who have as many or more.</param>
/// <param name="Expected">Customers expected in each, the same length.</param>
public sealed record PurchaseFrequencies(ImmutableArray<long> Actual, ImmutableArray<double> Expected)
{
    /// <summary>Counts the customers of a table and sums what the model expects at their ages.</summary>
    /// <remarks>One probability for each distinct age and number of purchases.</remarks>
    /// <param name="model">The model.</param>
    /// <param name="data">The histories, in the model's time unit.</param>
    /// <param name="last">Purchases from which on customers are counted together, 1 or more; 7 unless told.</param>
    /// <exception cref="ArgumentOutOfRangeException">The last number is below 1.</exception>
    public static PurchaseFrequencies Of(IPurchaseModel model, RecencyFrequencyTable data, int last = 7)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, 1);
        var actual = new long[last + 1];
        var byAge = new SortedDictionary<double, long>();
        for (var i = 0; i < data.Count; i++)
        {
            actual[Math.Min(data.X[i], last)] += data.CustomersPerRow[i];
            byAge[data.Age[i]] = byAge.GetValueOrDefault(data.Age[i]) + data.CustomersPerRow[i];
        }

        var expected = new double[last + 1];
        foreach (var (age, customers) in byAge)
        {
            double below = 0;
            for (var n = 0; n < last; n++)
            {
                var probability = model.ProbabilityOf(age, n);
                below += probability;
                expected[n] += customers * probability;
            }

            expected[last] += customers * Math.Max(0, 1 - below);
        }

        return new PurchaseFrequencies([.. actual], [.. expected]);
    }
}
