namespace CrmKit.Churn;

/// <summary>Collects the rows of a <see cref="FeatureTable"/>.</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class FeatureTableBuilder
{
    private readonly ImmutableArray<Feature> _features;
    private readonly int _horizonDays;
    private readonly List<CustomerId> _customers = [];
    private readonly List<int> _asOf = [];
    private readonly List<sbyte> _left = [];
    private readonly List<double>[] _columns;
    private readonly double[] _row;

    /// <summary>Creates a builder.</summary>
    /// <param name="features">The features, each name once; <see cref="CrmKit.Churn.Features.Standard"/> unless told.</param>
    /// <param name="horizonDays">Days after the as-of day within which a customer is said to leave or not, 1 or more; 90 unless told.</param>
    /// <exception cref="ArgumentException">There is no feature, or a name stands there twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is shorter than a day.</exception>
    public FeatureTableBuilder(ImmutableArray<Feature>? features = null, int horizonDays = 90)
    {
        _features = features ?? Features.Standard;
        ArgumentOutOfRangeException.ThrowIfLessThan(horizonDays, 1);
        if (_features.IsDefaultOrEmpty || _features.Select(feature => feature.Name).Distinct(StringComparer.Ordinal).Count() < _features.Length)
        {
            throw new ArgumentException("There must be a feature, and each name once.", nameof(features));
        }

        _horizonDays = horizonDays;
        _columns = [.. _features.Select(_ => new List<double>())];
        _row = new double[_features.Length];
    }

    /// <summary>Rows so far.</summary>
    public int Count => _customers.Count;

    /// <summary>Adds a customer as of a day.</summary>
    /// <param name="facts">What was known.</param>
    /// <param name="left">Whether the customer left within the horizon after the day, see <see cref="LeavingRule"/>; <c>null</c> where it is not known.</param>
    public void Add(FeatureFacts facts, bool? left = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        for (var i = 0; i < _row.Length; i++)
        {
            _row[i] = _features[i].Of(facts) ?? double.NaN;
        }

        Add(facts.Customer, facts.AsOf, _row, left);
    }

    /// <summary>Adds a row of values that the program reckoned itself.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="asOf">The day up to whose end the values were known.</param>
    /// <param name="values">One value for each feature, in their order; a number that is not finite where it is unknown.</param>
    /// <param name="left">Whether the customer left within the horizon after the day; <c>null</c> where it is not known.</param>
    /// <exception cref="ArgumentException">The customer is <c>default</c>, or the values are not as many as the features.</exception>
    public void Add(CustomerId customer, LocalDate asOf, ReadOnlySpan<double> values, bool? left = null)
    {
        if (customer == default)
        {
            throw new ArgumentException("This is default(CustomerId): name a customer.", nameof(customer));
        }

        if (values.Length != _features.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {_features.Length} features; {values.Length} values were given."), nameof(values));
        }

        _customers.Add(customer);
        _asOf.Add(DayNumber.From(asOf));
        _left.Add(left switch { null => -1, true => 1, false => 0 });
        for (var i = 0; i < values.Length; i++)
        {
            _columns[i].Add(double.IsFinite(values[i]) ? values[i] : double.NaN);
        }
    }

    /// <summary>The table of what was added so far.</summary>
    public FeatureTable Build() => new(_features, _horizonDays, [.. _customers], [.. _asOf], [.. _left], [.. _columns.Select(column => column.ToArray())]);
}
