namespace CrmKit;

/// <summary>The asymptotic covariance of estimates, in the natural parameters: the inverse of the observed information unless the estimator says otherwise.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ParameterCovariance
{
    private readonly double[] _values;

    /// <summary>Creates a covariance.</summary>
    /// <param name="parameters">The names of the n parameters.</param>
    /// <param name="values">n by n covariances, row by row.</param>
    /// <exception cref="ArgumentException">The values are not n by n.</exception>
    public ParameterCovariance(ImmutableArray<string> parameters, params ReadOnlySpan<double> values)
    {
        if (values.Length != parameters.Length * parameters.Length)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The covariance of {parameters.Length} parameters has {parameters.Length * parameters.Length} values; {values.Length} were given."), nameof(values));
        }

        Parameters = parameters;
        _values = values.ToArray();
        StandardErrors = [.. Enumerable.Range(0, parameters.Length).Select(i => Math.Sqrt(_values[(i * parameters.Length) + i]))];
    }

    /// <summary>The parameters, in the order of rows and columns.</summary>
    public ImmutableArray<string> Parameters { get; }

    /// <summary>Square roots of the diagonal, in the order of <see cref="Parameters"/>.</summary>
    public ImmutableArray<double> StandardErrors { get; }

    /// <summary>The covariance of two estimates.</summary>
    /// <param name="row">0 to the number of parameters - 1.</param>
    /// <param name="column">0 to the number of parameters - 1.</param>
    public double this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Parameters.Length);
            ArgumentOutOfRangeException.ThrowIfNegative(column);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Parameters.Length);
            return _values[(row * Parameters.Length) + column];
        }
    }
}
