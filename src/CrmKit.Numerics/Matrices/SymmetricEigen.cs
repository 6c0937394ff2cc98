namespace CrmKit.Numerics;

/// <summary>Eigenvalues and eigenvectors of a small symmetric matrix.</summary>
/// <remarks>Cyclic Jacobi rotations (Golub and Van Loan 2013, section 8.5): O(n³) a sweep, small eigenvalues to high relative accuracy. Immutable.</remarks>
public sealed class SymmetricEigen
{
    private const int MaxSweeps = 60;

    private SymmetricEigen(double[] values, double[] vectors)
    {
        Values = [.. values];
        Vectors = [.. vectors];
    }

    /// <summary>The eigenvalues, in the order of the vectors.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>The eigenvectors: element i of vector j is at i * n + j.</summary>
    public ImmutableArray<double> Vectors { get; }

    /// <summary>Position of the smallest eigenvalue.</summary>
    public int SmallestIndex => Values.IndexOf(Values.Min());

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">n by n, row by row, finite; only its symmetric part is meant.</param>
    /// <param name="n">Order, 1 or more.</param>
    /// <exception cref="ArgumentException">The matrix does not hold n² numbers.</exception>
    public static SymmetricEigen Of(ReadOnlySpan<double> matrix, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        if (matrix.Length != n * n)
        {
            throw new ArgumentException($"A matrix of order {n} holds {n * n} numbers, not {matrix.Length}.", nameof(matrix));
        }

        var a = matrix.ToArray();
        var v = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            v[(i * n) + i] = 1;
        }

        for (var sweep = 0; sweep < MaxSweeps && Sweep(a, v, n); sweep++)
        {
        }

        var values = new double[n];
        for (var i = 0; i < n; i++)
        {
            values[i] = a[(i * n) + i];
        }

        return new SymmetricEigen(values, v);
    }

    // One rotation for each pair; false once every off-diagonal element is below rounding.
    private static bool Sweep(double[] a, double[] v, int n)
    {
        var rotated = false;
        for (var p = 0; p < n; p++)
        {
            for (var q = p + 1; q < n; q++)
            {
                var off = a[(p * n) + q];
                if (Math.Abs(off) <= 1e-17 * Math.Sqrt(Math.Abs(a[(p * n) + p] * a[(q * n) + q])) || Math.Abs(off) < 1e-300)
                {
                    continue;
                }

                rotated = true;
                var theta = (a[(q * n) + q] - a[(p * n) + p]) / (2 * off);
                var t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
                var c = 1 / Math.Sqrt((t * t) + 1);
                Rotate(a, v, n, p, q, c, t * c);
            }
        }

        return rotated;
    }

    private static void Rotate(double[] a, double[] v, int n, int p, int q, double c, double s)
    {
        for (var k = 0; k < n; k++)
        {
            var (kp, kq) = (a[(k * n) + p], a[(k * n) + q]);
            a[(k * n) + p] = (c * kp) - (s * kq);
            a[(k * n) + q] = (s * kp) + (c * kq);
        }

        for (var k = 0; k < n; k++)
        {
            var (pk, qk) = (a[(p * n) + k], a[(q * n) + k]);
            a[(p * n) + k] = (c * pk) - (s * qk);
            a[(q * n) + k] = (s * pk) + (c * qk);
            var (vp, vq) = (v[(k * n) + p], v[(k * n) + q]);
            v[(k * n) + p] = (c * vp) - (s * vq);
            v[(k * n) + q] = (s * vp) + (c * vq);
        }

        a[(p * n) + q] = 0;
        a[(q * n) + p] = 0;
    }
}
