namespace CrmKit;

/// <summary>A named property of customers as a number each, for example 1 for those who came through a shop and 0 for the others. Immutable.</summary>
public sealed class CovariateColumn
{
    /// <summary>Creates a column.</summary>
    /// <param name="name">Its name, not empty.</param>
    /// <param name="values">One finite number for each customer.</param>
    /// <exception cref="ArgumentException">The name is empty, or a value is not finite; its row is named.</exception>
    public CovariateColumn(string name, params ReadOnlySpan<double> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Check(values);
        Name = name;
        Values = [.. values];
    }

    private CovariateColumn(ImmutableArray<double> values, string name) => (Name, Values) = (name, values);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>One number for each customer.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>Creates a column of values that are immutable already: they are not copied.</summary>
    /// <param name="name">Its name, not empty.</param>
    /// <param name="values">One finite number for each customer.</param>
    /// <exception cref="ArgumentException">The name is empty, or a value is not finite; its row is named.</exception>
    public static CovariateColumn Of(string name, ImmutableArray<double> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Check(values.AsSpan());
        return new CovariateColumn(values, name);
    }

    private static void Check(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Row {i}: the covariate is {values[i]}; it must be finite."), nameof(values));
            }
        }
    }
}
