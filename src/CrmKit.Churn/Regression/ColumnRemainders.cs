namespace CrmKit.Churn;

// Columns that those before them in an order nearly give, replaced by what is left of them, scaled up to the spread of the whole. Between two near twins an estimate is so vague and so
// tied to the other that rounding alone bounds each gradient times its standard error; the one and what is left of the other have no such tie. Other columns stay what they are.
internal sealed class ColumnRemainders
{
    private readonly int[] _order;

    // Row k makes the new column k of the old ones: a lower triangle, in the order.
    private readonly double[] _triangle;
    private readonly double[] _inverse;
    private readonly int _n;

    private ColumnRemainders(double[] triangle, int[] order) =>
        (_triangle, _order, _n, _inverse) = (triangle, order, order.Length, Inverted(triangle, order));

    // From the information in the columns, row by row, and the order of the columns; null where no column is a near twin of those before it.
    public static ColumnRemainders? Of(ReadOnlySpan<double> information, int[] order)
    {
        var n = order.Length;
        var spread = new double[n];
        for (var i = 0; i < n; i++)
        {
            spread[i] = Math.Sqrt(information[(order[i] * n) + order[i]]);
        }

        var factor = new double[n * n];
        var isNear = false;
        for (var i = 0; i < n; i++)
        {
            var left = 1.0;
            for (var j = 0; j < i; j++)
            {
                var sum = information[(order[i] * n) + order[j]] / spread[i] / spread[j];
                for (var m = 0; m < j; m++)
                {
                    sum -= factor[(i * n) + m] * factor[(j * n) + m];
                }

                factor[(i * n) + j] = sum / factor[(j * n) + j];
                left -= factor[(i * n) + j] * factor[(i * n) + j];
            }

            if (!(left > 0))
            {
                return null;
            }

            isNear |= left < RegressionDesign.NearTwin;
            factor[(i * n) + i] = Math.Sqrt(left);
        }

        return isNear ? Of(factor, spread, order) : null;
    }

    // The share of a column's variance that is left of it, 1 for one that is not replaced.
    public double Left(int column) => 1 / (_triangle[(column * _n) + column] * _triangle[(column * _n) + column]);

    // Replaces the values of one row.
    public void Replace(Span<double> row)
    {
        for (var i = _n - 1; i >= 0; i--)
        {
            var sum = 0.0;
            for (var j = 0; j <= i; j++)
            {
                sum += _triangle[(_order[i] * _n) + _order[j]] * row[_order[j]];
            }

            row[_order[i]] = sum;
        }
    }

    // Coefficients of the columns as they are from those of the replaced.
    public double[] Coefficients(ReadOnlySpan<double> replaced)
    {
        var coefficients = new double[_n];
        for (var k = 0; k < _n; k++)
        {
            for (var j = 0; j < _n; j++)
            {
                coefficients[k] += _triangle[(j * _n) + k] * replaced[j];
            }
        }

        return coefficients;
    }

    // The derivatives along the coefficients of the replaced columns, from those along the columns as they are.
    public double[] Gradient(ReadOnlySpan<double> given)
    {
        var gradient = new double[_n];
        for (var k = 0; k < _n; k++)
        {
            for (var j = 0; j < _n; j++)
            {
                gradient[k] += _triangle[(k * _n) + j] * given[j];
            }
        }

        return gradient;
    }

    // The covariance of the coefficients of the replaced columns, from that of the columns as they are.
    public double[] ReplacedCovariance(double[] given) => Product(_inverse, given, isTransposed: true);

    // Their covariance likewise, exactly symmetric.
    public double[] Covariance(double[] replaced) => Product(_triangle, replaced, isTransposed: true);

    // Sums of products of the columns as they are, from those of the replaced.
    public double[] Products(double[] replaced) => Product(_inverse, replaced, isTransposed: false);

    // Sums of the columns as they are, of which many rows may be given one after another.
    public double[] Sums(ReadOnlySpan<double> replaced)
    {
        var sums = new double[replaced.Length];
        for (var row = 0; row < replaced.Length; row += _n)
        {
            for (var k = 0; k < _n; k++)
            {
                for (var j = 0; j < _n; j++)
                {
                    sums[row + k] += _inverse[(k * _n) + j] * replaced[row + j];
                }
            }
        }

        return sums;
    }

    // Columns of one spread have a triangle of correlations; the spreads come back in.
    private static ColumnRemainders Of(double[] factor, double[] spread, int[] order)
    {
        var n = order.Length;
        var ordered = RegressionDesign.Triangle(factor, n, n);
        var triangle = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                triangle[(order[i] * n) + order[j]] = ordered[(i * n) + j] * (spread[i] / spread[j]);
            }
        }

        return new ColumnRemainders(triangle, order);
    }

    // A matrix between a triangle and its transpose.
    private double[] Product(double[] triangle, double[] matrix, bool isTransposed)
    {
        double At(int row, int column) => isTransposed ? triangle[(column * _n) + row] : triangle[(row * _n) + column];
        var product = new double[_n * _n];
        for (var a = 0; a < _n; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var sum = 0.0;
                for (var i = 0; i < _n; i++)
                {
                    for (var j = 0; j < _n; j++)
                    {
                        sum += At(a, i) * matrix[(i * _n) + j] * At(b, j);
                    }
                }

                product[(a * _n) + b] = product[(b * _n) + a] = sum;
            }
        }

        return product;
    }

    private static double[] Inverted(double[] triangle, int[] order)
    {
        var n = order.Length;
        var inverse = new double[n * n];
        foreach (var column in order)
        {
            foreach (var k in order)
            {
                var sum = k == column ? 1.0 : 0;
                foreach (var j in order.TakeWhile(j => j != k))
                {
                    sum -= triangle[(k * n) + j] * inverse[(j * n) + column];
                }

                inverse[(k * n) + column] = sum / triangle[(k * n) + k];
            }
        }

        return inverse;
    }
}
