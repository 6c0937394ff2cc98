namespace CrmKit.LifetimeValue;

/// <summary>Histories of discrete opportunities of many customers: each distinct x, t_x, n and how many customers share it.</summary>
/// <remarks>Validated, merged and sorted by x, t_x, n, so that equal customers give equal tables in whatever order they came. Immutable and thread-safe.</remarks>
public sealed class OpportunityTable
{
    private readonly OpportunityHistory[] _histories;
    private readonly long[] _customers;

    private OpportunityTable(OpportunityHistory[] histories, long[] customers)
    {
        (_histories, _customers) = (histories, customers);
        foreach (var count in customers)
        {
            Customers += count;
        }
    }

    /// <summary>Number of distinct histories.</summary>
    public int Count => _histories.Length;

    /// <summary>Number of customers.</summary>
    public long Customers { get; }

    /// <summary>The distinct histories.</summary>
    public ReadOnlySpan<OpportunityHistory> Histories => _histories;

    /// <summary>How many customers have each history.</summary>
    public ReadOnlySpan<long> CustomersPerRow => _customers;

    /// <summary>Takes histories in any order, one or more customers each.</summary>
    /// <remarks>O(n log n).</remarks>
    /// <param name="histories">The histories; one may come twice.</param>
    /// <param name="customersPerRow">Customers of each, 0 or more; one each where it is empty.</param>
    /// <exception cref="ArgumentException">The lengths differ, a number of customers is below 0, there are more than 2^53 customers, or a row is no possible history; row and range are named.</exception>
    public static OpportunityTable From(ReadOnlySpan<OpportunityHistory> histories, ReadOnlySpan<long> customersPerRow = default)
    {
        if (!customersPerRow.IsEmpty && customersPerRow.Length != histories.Length)
        {
            throw new ArgumentException(
                $"The columns must have one length; histories has {histories.Length}, customersPerRow {customersPerRow.Length}.", nameof(customersPerRow));
        }

        var counted = new SortedDictionary<(int X, int Recency, int Opportunities), long>();
        long total = 0;
        for (var i = 0; i < histories.Length; i++)
        {
            if (histories[i].Fault() is { } fault)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {i}: ") + fault, nameof(histories));
            }

            var customers = customersPerRow.IsEmpty ? 1 : customersPerRow[i];
            if (customers < 0)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Row {i}: the number of customers is {customers}; it must be 0 or more."), nameof(customersPerRow));
            }

            if (customers > ModelDomain.MostCustomers - total)
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"Row {i}: with its {customers} customers there are more than {ModelDomain.MostCustomers}."), nameof(customersPerRow));
            }

            total += customers;
            if (customers > 0)
            {
                var key = (histories[i].X, histories[i].Recency, histories[i].Opportunities);
                counted[key] = counted.GetValueOrDefault(key) + customers;
            }
        }

        return new OpportunityTable(
            [.. counted.Keys.Select(key => new OpportunityHistory(key.X, key.Recency, key.Opportunities))], [.. counted.Values]);
    }
}
