namespace CrmKit.LifetimeValue;

/// <summary>How the expected value of a customer base is spread over its customers: how many tenths of the value the best tenths of them hold.</summary>
/// <param name="Customers">Number of customers.</param>
/// <param name="Total">Their expected value in all.</param>
/// <param name="Shares">Share of the total that each tenth of the customers holds, the most valuable tenth first; empty where there is no value.</param>
public sealed record ValueDistribution(int Customers, Money Total, ImmutableArray<double> Shares)
{
    private const int Tenths = 10;

    /// <summary>Sorts the customers by their expected value.</summary>
    /// <param name="outlooks">The customers' outlooks; those without a value part are left out.</param>
    /// <exception cref="CurrencyMismatchException">The values mix currencies.</exception>
    public static ValueDistribution Of(IEnumerable<CustomerOutlook> outlooks)
    {
        ArgumentNullException.ThrowIfNull(outlooks);
        ImmutableArray<Money> values = [.. outlooks.Select(outlook => outlook.Value?.ExpectedValue).OfType<Money>().OrderByDescending(value => value.Amount)];
        if (values.IsEmpty)
        {
            return new ValueDistribution(0, Money.Zero(Currency.None), []);
        }

        var total = values.Aggregate((sum, value) => sum + value);
        if (total.Amount <= 0)
        {
            return new ValueDistribution(values.Length, total, []);
        }

        var shares = Enumerable.Range(0, Tenths).Select(i =>
        {
            var (from, to) = ((int)((long)values.Length * i / Tenths), (int)((long)values.Length * (i + 1) / Tenths));
            return (double)(values[from..to].Sum(value => value.Amount) / total.Amount);
        });
        return new ValueDistribution(values.Length, total, [.. shares]);
    }
}
