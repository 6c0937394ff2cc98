namespace CrmKit.Numerics;

/// <summary>The factor L of a small symmetric positive definite matrix A = L Lᵀ.</summary>
/// <remarks>Golub and Van Loan (2013), algorithm 4.2.1: n³/3 operations, backward stable. Immutable.</remarks>
public sealed class Cholesky
{
    private readonly double[] _factor;
    private readonly int _n;

    private Cholesky(double[] factor, int n)
    {
        _factor = factor;
        _n = n;
    }

    /// <summary>ln of the determinant of A.</summary>
    public double LogDeterminant
    {
        get
        {
            double sum = 0;
            for (var i = 0; i < _n; i++)
            {
                sum += 2 * Math.Log(_factor[(i * _n) + i]);
            }

            return sum;
        }
    }

    /// <summary>Factorises a matrix if it is positive definite.</summary>
    /// <param name="matrix">n by n, row by row; the lower triangle is read.</param>
    /// <param name="n">Order, 1 or more.</param>
    /// <returns>The factor, or <c>null</c> where the matrix is not positive definite to rounding.</returns>
    /// <exception cref="ArgumentException">The matrix does not hold n² numbers.</exception>
    public static Cholesky? TryFactor(ReadOnlySpan<double> matrix, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        if (matrix.Length != n * n)
        {
            throw new ArgumentException($"A matrix of order {n} holds {n * n} numbers, not {matrix.Length}.", nameof(matrix));
        }

        var l = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[(i * n) + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= l[(i * n) + k] * l[(j * n) + k];
                }

                if (i == j)
                {
                    if (!(sum > 1e-15 * Math.Abs(matrix[(i * n) + i])) || double.IsPositiveInfinity(sum))
                    {
                        return null;
                    }

                    l[(i * n) + i] = Math.Sqrt(sum);
                }
                else
                {
                    l[(i * n) + j] = sum / l[(j * n) + j];
                }
            }
        }

        return new Cholesky(l, n);
    }

    /// <summary>Solves A y = x.</summary>
    /// <param name="x">Right-hand side of n numbers; holds the solution afterwards.</param>
    /// <exception cref="ArgumentException">The right-hand side does not hold n numbers.</exception>
    public void Solve(Span<double> x)
    {
        if (x.Length != _n)
        {
            throw new ArgumentException($"The right-hand side holds {_n} numbers, not {x.Length}.", nameof(x));
        }

        for (var i = 0; i < _n; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= _factor[(i * _n) + k] * x[k];
            }

            x[i] /= _factor[(i * _n) + i];
        }

        for (var i = _n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < _n; k++)
            {
                x[i] -= _factor[(k * _n) + i] * x[k];
            }

            x[i] /= _factor[(i * _n) + i];
        }
    }

    /// <summary>The inverse of A, row by row, exactly symmetric.</summary>
    public double[] Inverse()
    {
        var inverse = new double[_n * _n];
        var column = new double[_n];
        for (var j = 0; j < _n; j++)
        {
            Array.Clear(column);
            column[j] = 1;
            Solve(column);
            for (var i = j; i < _n; i++)
            {
                inverse[(i * _n) + j] = column[i];
                inverse[(j * _n) + i] = column[i];
            }
        }

        return inverse;
    }
}
