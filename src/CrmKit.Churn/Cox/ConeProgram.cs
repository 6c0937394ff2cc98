namespace CrmKit.Churn;

// The greatest c'd over -1 <= d <= 1 subject to a'd <= 0 for a growing list of a: the dual simplex method, which goes on from the last solution when a constraint is added.
// Each vertex is where as many constraints as unknowns are tight; a broken one takes the place of that whose multiplier reaches zero first.
internal sealed class ConeProgram
{
    private const double Broken = 1e-12;
    private const int PivotsPerConstraint = 60;

    private readonly double[] _objective;
    private readonly int _n;
    private readonly List<double[]> _rows = [];
    private readonly List<double> _sides = [];
    private readonly int[] _tight;
    private double[] _solution;

    public ConeProgram(double[] objective)
    {
        (_objective, _n) = (objective, objective.Length);
        _tight = new int[_n];
        for (var k = 0; k < _n; k++)
        {
            foreach (var sign in (ReadOnlySpan<int>)[1, -1])
            {
                var row = new double[_n];
                row[k] = sign;
                _rows.Add(row);
                _sides.Add(1);
            }

            _tight[k] = (2 * k) + (objective[k] >= 0 ? 0 : 1);
        }

        _solution = [.. objective.Select(c => c >= 0 ? 1.0 : -1)];
    }

    // c'd of the last solution.
    public double Value => Dot(_objective, _solution);

    public void Add(double[] row)
    {
        _rows.Add(row);
        _sides.Add(0);
    }

    // Null where rounding leads in circles; then nothing is claimed.
    public double[]? Solve()
    {
        var limit = PivotsPerConstraint * (_rows.Count + 10);
        for (var pivot = 0; pivot < limit; pivot++)
        {
            var worst = Worst(pivot > limit / 2);
            if (worst < 0)
            {
                return [.. _solution.Select(value => Math.Abs(value) < 1e-9 ? 0 : value)];
            }

            if (!TryPivot(worst))
            {
                return null;
            }
        }

        return null;
    }

    // The constraint broken most; after many pivots the first one broken, which cannot go in circles.
    private int Worst(bool isFirst)
    {
        var (worst, excess) = (-1, Broken);
        for (var i = 0; i < _rows.Count; i++)
        {
            var own = Dot(_rows[i], _solution) - _sides[i];
            if (own > excess && Array.IndexOf(_tight, i) < 0)
            {
                (worst, excess) = (i, own);
                if (isFirst)
                {
                    break;
                }
            }
        }

        return worst;
    }

    private bool TryPivot(int entering)
    {
        var multipliers = SolveTransposed(_objective);
        var change = SolveTransposed(_rows[entering]);
        if (multipliers is null || change is null)
        {
            return false;
        }

        var (leaving, least) = (-1, double.PositiveInfinity);
        for (var r = 0; r < _n; r++)
        {
            if (change[r] > 1e-11)
            {
                var ratio = Math.Max(0, multipliers[r]) / change[r];
                if (ratio < least || (ratio == least && _tight[r] < _tight[leaving]))
                {
                    (leaving, least) = (r, ratio);
                }
            }
        }

        if (leaving < 0)
        {
            return false;
        }

        _tight[leaving] = entering;
        var matrix = new double[_n * (_n + 1)];
        for (var r = 0; r < _n; r++)
        {
            _rows[_tight[r]].CopyTo(matrix, r * (_n + 1));
            matrix[(r * (_n + 1)) + _n] = _sides[_tight[r]];
        }

        var solution = Eliminate(matrix);
        _solution = solution ?? _solution;
        return solution is not null;
    }

    // The multipliers y with sum of y_r row_r = target.
    private double[]? SolveTransposed(double[] target)
    {
        var matrix = new double[_n * (_n + 1)];
        for (var k = 0; k < _n; k++)
        {
            for (var r = 0; r < _n; r++)
            {
                matrix[(k * (_n + 1)) + r] = _rows[_tight[r]][k];
            }

            matrix[(k * (_n + 1)) + _n] = target[k];
        }

        return Eliminate(matrix);
    }

    // Gaussian elimination with the largest pivot of each column; null where the matrix is singular.
    private double[]? Eliminate(double[] matrix)
    {
        var width = _n + 1;
        for (var k = 0; k < _n; k++)
        {
            var best = k;
            for (var r = k + 1; r < _n; r++)
            {
                best = Math.Abs(matrix[(r * width) + k]) > Math.Abs(matrix[(best * width) + k]) ? r : best;
            }

            if (Math.Abs(matrix[(best * width) + k]) < 1e-13)
            {
                return null;
            }

            for (var c = 0; c < width; c++)
            {
                (matrix[(k * width) + c], matrix[(best * width) + c]) = (matrix[(best * width) + c], matrix[(k * width) + c]);
            }

            for (var r = 0; r < _n; r++)
            {
                var factor = r == k ? 0 : matrix[(r * width) + k] / matrix[(k * width) + k];
                for (var c = k; factor != 0 && c < width; c++)
                {
                    matrix[(r * width) + c] -= factor * matrix[(k * width) + c];
                }
            }
        }

        var solution = new double[_n];
        for (var k = 0; k < _n; k++)
        {
            solution[k] = matrix[(k * width) + _n] / matrix[(k * width) + k];
        }

        return solution;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (var k = 0; k < a.Length; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }
}
