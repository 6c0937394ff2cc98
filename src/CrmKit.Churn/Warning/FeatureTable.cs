namespace CrmKit.Churn;

/// <summary>Features of customers as of days: a row for each customer and day, a named column for each feature, and what became of the customer.</summary>
/// <remarks>Immutable and thread-safe; built by a <see cref="FeatureTableBuilder"/>. Holds 8 bytes for each value.</remarks>
public sealed class FeatureTable
{
    private readonly CustomerId[] _customers;
    private readonly int[] _asOf;
    private readonly sbyte[] _left;
    private readonly double[][] _columns;

    internal FeatureTable(ImmutableArray<Feature> features, int horizonDays, CustomerId[] customers, int[] asOf, sbyte[] left, double[][] columns)
    {
        Features = features;
        HorizonDays = horizonDays;
        _customers = customers;
        _asOf = asOf;
        _left = left;
        _columns = columns;
    }

    /// <summary>The features, in the order of the columns.</summary>
    public ImmutableArray<Feature> Features { get; }

    /// <summary>Days after the as-of day within which a customer is said to leave or not.</summary>
    public int HorizonDays { get; }

    /// <summary>Number of rows.</summary>
    public int Count => _customers.Length;

    internal ReadOnlySpan<int> DayNumbers => _asOf;

    // 1 left, 0 stayed, -1 unknown.
    internal ReadOnlySpan<sbyte> Outcomes => _left;

    /// <summary>A value; <c>null</c> where it is unknown.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    /// <param name="feature">The feature's name.</param>
    /// <exception cref="ArgumentException">There is no such feature.</exception>
    public double? this[int row, string feature] => Column(feature)[row] is var value && double.IsNaN(value) ? null : value;

    /// <summary>The customer of a row.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    public CustomerId Customer(int row) => _customers[row];

    /// <summary>The day of a row.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    public LocalDate AsOf(int row) => DayNumber.ToDate(_asOf[row]);

    /// <summary>Whether the customer left within the horizon after the day of the row; <c>null</c> where it is not known.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    public bool? Left(int row) => _left[row] < 0 ? null : _left[row] == 1;

    /// <summary>The values of a feature, row by row; <see cref="double.NaN"/> stands for unknown, so that it cannot be taken for a number.</summary>
    /// <param name="feature">Position of the feature in <see cref="Features"/>.</param>
    public ReadOnlySpan<double> Column(int feature) => _columns[feature];

    /// <summary>The values of a feature, row by row; <see cref="double.NaN"/> stands for unknown, so that it cannot be taken for a number.</summary>
    /// <param name="feature">The feature's name.</param>
    /// <exception cref="ArgumentException">There is no such feature.</exception>
    public ReadOnlySpan<double> Column(string feature) => IndexOf(feature) is var index and >= 0
        ? _columns[index]
        : throw new ArgumentException("There is no feature of that name in the table.", nameof(feature));

    /// <summary>The position of a feature; -1 where there is none of that name.</summary>
    /// <param name="feature">The feature's name.</param>
    public int IndexOf(string feature)
    {
        for (var i = 0; i < Features.Length; i++)
        {
            if (string.Equals(Features[i].Name, feature, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
