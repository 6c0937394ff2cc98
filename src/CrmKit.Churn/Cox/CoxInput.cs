namespace CrmKit.Churn;

// What a fit cannot do anything with.
internal static class CoxInput
{
    public static void Check(SurvivalRecords records, IReadOnlyList<CovariateColumn> covariates, CoxOptions options)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in covariates)
        {
            Length(column.Values.Length, records.Count, nameof(covariates));
            if (!names.Add(column.Name))
            {
                throw new ArgumentException($"The column {column.Name} is there twice.", nameof(covariates));
            }
        }

        foreach (var group in (ReadOnlySpan<GroupColumn?>)[options.Strata, options.Clusters])
        {
            Length(group?.Codes.Length ?? records.Count, records.Count, nameof(options));
        }

        if (options.Ties == CoxTies.Exact)
        {
            CheckExact(records, options);
        }
    }

    private static void Length(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {expected} records; a column has {length}."), name);
        }
    }

    // The discrete likelihood counts choices of customers, of whom there are whole ones only, and is no sum over customers from which residuals could be had.
    private static void CheckExact(SurvivalRecords records, CoxOptions options)
    {
        if (options.IsRobust || options.Clusters is not null || (records.IsWeighted && records.WeightKind == WeightKind.Sampling))
        {
            throw new ArgumentException("Exact ties have no robust errors: neither clusters nor sampling weights go with them.", nameof(options));
        }

        foreach (var weight in records.Weight.Span)
        {
            if (weight != (int)weight)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Exact ties count whole customers; a weight is {weight}."), nameof(records));
            }
        }
    }
}
