namespace CrmKit.LifetimeValue;

/// <summary>The asymptotic covariance of estimates: the inverse of the observed information, in the natural parameters.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ParameterCovariance
{
    private readonly double[] _values;

    internal ParameterCovariance(ImmutableArray<string> parameters, double[] values)
    {
        Parameters = parameters;
        _values = values;
        StandardErrors = [.. Enumerable.Range(0, parameters.Length).Select(i => Math.Sqrt(values[(i * parameters.Length) + i]))];
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
