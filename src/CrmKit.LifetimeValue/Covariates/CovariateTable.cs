namespace CrmKit.LifetimeValue;

/// <summary>Histories of many customers with covariates of how often they buy and of how soon they leave.</summary>
/// <remarks>
/// Customers with equal covariates stand together, and equal histories among them are counted, so that equal customers give equal tables in whatever order they came. The same
/// column may stand on both sides. Immutable and thread-safe.
/// </remarks>
public sealed class CovariateTable
{
    private CovariateTable(
        ImmutableArray<string> purchaseCovariates, ImmutableArray<string> dropoutCovariates, RecencyFrequencyTable histories, List<CovariateGroup> groups)
    {
        PurchaseCovariates = purchaseCovariates;
        DropoutCovariates = dropoutCovariates;
        Histories = histories;
        Groups = groups;
    }

    /// <summary>Names of the covariates of how often customers buy.</summary>
    public ImmutableArray<string> PurchaseCovariates { get; }

    /// <summary>Names of the covariates of how soon customers leave.</summary>
    public ImmutableArray<string> DropoutCovariates { get; }

    /// <summary>The histories without the covariates.</summary>
    public RecencyFrequencyTable Histories { get; }

    /// <summary>Number of customers.</summary>
    public long Customers => Histories.Customers;

    /// <summary>Number of distinct histories with covariates.</summary>
    public int Count => Groups.Sum(group => group.Histories.Count);

    internal IReadOnlyList<CovariateGroup> Groups { get; }

    internal CovariateTable WithoutDropoutCovariates() =>
        new(PurchaseCovariates, [], Histories, [.. Groups.Select(group => group with { Dropout = [] })]);

    /// <summary>Takes one history per customer, in any order, with its covariates.</summary>
    /// <remarks>O(n log n).</remarks>
    /// <param name="histories">The histories.</param>
    /// <param name="purchaseCovariates">Covariates of how often customers buy; a value for each history.</param>
    /// <param name="dropoutCovariates">Covariates of how soon customers leave; a value for each history.</param>
    /// <param name="daysPerTimeUnit">Days in the time unit, above 0; 7 for weeks. It is passed on to the model.</param>
    /// <exception cref="ArgumentException">The lengths differ, a name comes twice on one side, or a row is no possible history; row and range are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time unit is not above 0.</exception>
    public static CovariateTable From(
        IReadOnlyList<PurchaseHistory> histories,
        IReadOnlyList<CovariateColumn> purchaseCovariates,
        IReadOnlyList<CovariateColumn> dropoutCovariates,
        double daysPerTimeUnit = 7)
    {
        ArgumentNullException.ThrowIfNull(histories);
        var whole = RecencyFrequencyTable.From(histories, daysPerTimeUnit);
        var purchaseNames = Checked(purchaseCovariates, histories.Count, nameof(purchaseCovariates));
        var dropoutNames = Checked(dropoutCovariates, histories.Count, nameof(dropoutCovariates));
        var order = Enumerable.Range(0, histories.Count).ToArray();
        Array.Sort(order, Compare);
        var groups = new List<CovariateGroup>();
        for (int i = 0, from = 0; i < order.Length; i++)
        {
            if (i + 1 == order.Length || Compare(order[i], order[i + 1]) != 0)
            {
                var members = order.AsSpan(from..(i + 1)).ToArray().Select(row => histories[row]).ToArray();
                groups.Add(new CovariateGroup(
                    Row(purchaseCovariates, order[i]), Row(dropoutCovariates, order[i]), RecencyFrequencyTable.From(members, daysPerTimeUnit)));
                from = i + 1;
            }
        }

        return new CovariateTable(purchaseNames, dropoutNames, whole, groups);

        int Compare(int left, int right)
        {
            foreach (var column in purchaseCovariates.Concat(dropoutCovariates))
            {
                var sign = column.Values[left].CompareTo(column.Values[right]);
                if (sign != 0)
                {
                    return sign;
                }
            }

            return 0;
        }
    }

    private static double[] Row(IReadOnlyList<CovariateColumn> columns, int row) => [.. columns.Select(column => column.Values[row])];

    private static ImmutableArray<string> Checked(IReadOnlyList<CovariateColumn> columns, int rows, string side)
    {
        ArgumentNullException.ThrowIfNull(columns, side);
        foreach (var column in columns)
        {
            if (column.Values.Length != rows)
            {
                throw new ArgumentException($"The columns must have one length; there are {rows} histories and {column.Values.Length} values of {column.Name}.", side);
            }
        }

        ImmutableArray<string> names = [.. columns.Select(column => column.Name)];
        return names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? names
            : throw new ArgumentException("A covariate may come only once on each side.", side);
    }
}
