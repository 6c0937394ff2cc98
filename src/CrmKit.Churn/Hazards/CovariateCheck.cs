namespace CrmKit.Churn;

// Columns of one length, no two of one name, none of the name of a parameter that the model has besides.
internal static class CovariateCheck
{
    public static ImmutableArray<CovariateColumn> Checked(ReadOnlySpan<CovariateColumn> covariates, int count, params ReadOnlySpan<string> otherParameters)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { CoefficientTable.Intercept };
        foreach (var name in otherParameters)
        {
            names.Add(name);
        }

        foreach (var column in covariates)
        {
            ArgumentNullException.ThrowIfNull(column, nameof(covariates));
            if (column.Values.Length != count)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The columns must have one length; {column.Name} has {column.Values.Length}, the records {count}."), nameof(covariates));
            }

            if (!names.Add(column.Name))
            {
                throw new ArgumentException($"Two parameters would be named {column.Name}.", nameof(covariates));
            }
        }

        return [.. covariates];
    }
}
