namespace CrmKit.LifetimeValue;

/// <summary>Customers among covariates that change in time. Immutable and thread-safe.</summary>
public sealed class TimeVaryingTable
{
    private TimeVaryingTable(ImmutableArray<TimeVaryingCustomer> members, double daysPerTimeUnit)
    {
        Members = members;
        PurchaseCovariates = members.IsEmpty ? [] : members[0].PurchaseCovariates.Names;
        DropoutCovariates = members.IsEmpty ? [] : members[0].DropoutCovariates.Names;
        Histories = RecencyFrequencyTable.From([.. members.Select(member => member.History)], daysPerTimeUnit);
    }

    /// <summary>The customers.</summary>
    public ImmutableArray<TimeVaryingCustomer> Members { get; }

    /// <summary>Names of the covariates of how often customers buy.</summary>
    public ImmutableArray<string> PurchaseCovariates { get; }

    /// <summary>Names of the covariates of how soon customers leave.</summary>
    public ImmutableArray<string> DropoutCovariates { get; }

    /// <summary>The histories without the covariates.</summary>
    public RecencyFrequencyTable Histories { get; }

    /// <summary>Takes customers with covariates of the same names. Customers who share their paths and their time of arrival cost less.</summary>
    /// <param name="customers">The customers.</param>
    /// <param name="daysPerTimeUnit">Days in the time unit, above 0; 7 for weeks. It is passed on to the model.</param>
    /// <exception cref="ArgumentException">A customer has other covariates than the first one; its position is named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time unit is not above 0.</exception>
    public static TimeVaryingTable From(IEnumerable<TimeVaryingCustomer> customers, double daysPerTimeUnit = 7)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ImmutableArray<TimeVaryingCustomer> members = [.. customers];
        for (var i = 1; i < members.Length; i++)
        {
            if (!members[i].PurchaseCovariates.Names.SequenceEqual(members[0].PurchaseCovariates.Names, StringComparer.Ordinal)
                || !members[i].DropoutCovariates.Names.SequenceEqual(members[0].DropoutCovariates.Names, StringComparer.Ordinal))
            {
                throw new ArgumentException($"Row {i}: all customers must have covariates of the same names in the same order.", nameof(customers));
            }
        }

        return new TimeVaryingTable(members, daysPerTimeUnit);
    }
}
