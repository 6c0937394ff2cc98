using System.Runtime.CompilerServices;

namespace CrmKit.Churn;

// The sum over all choices of m rows of the product of their risks, for m = 1, 2, .., with mean and covariance of the sum of x over a choice drawn in proportion to its product.
// Gail, Lubin and Rubinstein (1981), kept as quotients of neighbouring sums: they stay of a risk's size, where the sums themselves overflow for hundreds out of thousands.
// Mean and covariance are mixtures of "with the new row" and "without", so that nothing is subtracted.
internal sealed class ChoiceSums(int columns)
{
    private readonly double[] _difference = new double[columns];
    private double[] _quotients = new double[8];
    private double[] _means = new double[8 * columns];
    private double[] _covariances = new double[8 * columns * columns];
    private int _count;
    private int _limit;
    private bool _isLog;

    // The most rows that are chosen from now on.
    public int Limit
    {
        get => _limit;
        set
        {
            _limit = value;
            var size = _quotients.Length;
            if (value >= size)
            {
                size = Math.Max(value + 1, 2 * size);
                var old = _quotients.Length;
                Array.Resize(ref _quotients, size);
                Array.Fill(_quotients, _isLog ? double.NegativeInfinity : 0, old, size - old);
                Array.Resize(ref _means, size * columns);
                Array.Resize(ref _covariances, size * columns * columns);
            }
        }
    }

    // With risks beyond the range of a double the quotients are kept as logarithms.
    public void Begin(int limit, bool isLog)
    {
        Limit = limit;
        (_count, _isLog) = (0, isLog);
        Array.Fill(_quotients, isLog ? double.NegativeInfinity : 0);
        Array.Clear(_means);
        Array.Clear(_covariances);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<double> x, double risk)
    {
        _count++;
        for (var m = Math.Min(_limit, _count); m >= 1; m--)
        {
            var quotient = _quotients[m];
            Mix(m, x, risk / (quotient + risk), quotient / (quotient + risk));
            _quotients[m] = m == 1 ? quotient + risk : _quotients[m - 1] / (_quotients[m - 1] + risk) * (quotient + risk);
        }
    }

    public void AddLog(ReadOnlySpan<double> x, double logRisk)
    {
        _count++;
        for (var m = Math.Min(_limit, _count); m >= 1; m--)
        {
            var quotient = _quotients[m];
            var above = logRisk - quotient;
            Mix(m, x, 1 / (1 + Math.Exp(-above)), 1 / (1 + Math.Exp(above)));

            // The quotients fall with m: the new one is the middle of the old, the one before and the risk, as it stands, and a correction of a few units at most.
            _quotients[m] = m == 1
                ? Math.Max(quotient, logRisk) + LogOfOneAnd(above)
                : Math.Min(Math.Max(quotient, logRisk), _quotients[m - 1]) + (LogOfOneAnd(above) - LogOfOneAnd(logRisk - _quotients[m - 1]));
        }
    }

    // ln(1 + exp(-|x|)).
    private static double LogOfOneAnd(double x) => CrmKit.Numerics.SpecialFunctions.Log1p(Math.Exp(-Math.Abs(x)));

    public double LogSum(int chosen)
    {
        double sum = 0;
        for (var m = 1; m <= chosen; m++)
        {
            sum += _isLog ? _quotients[m] : Math.Log(_quotients[m]);
        }

        return sum;
    }

    // Takes the mean from a gradient and adds the covariance to an information.
    public void AddMoments(int chosen, double[] gradient, double[] information)
    {
        for (var k = 0; k < columns; k++)
        {
            gradient[k] -= _means[(chosen * columns) + k];
        }

        for (var i = 0; i < columns * columns; i++)
        {
            information[i] += _covariances[(chosen * columns * columns) + i];
        }
    }

    // The choices of m are those of m without the row and those of m - 1 with it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Mix(int m, ReadOnlySpan<double> x, double share, double rest)
    {
        var mean = _means.AsSpan(m * columns, columns);
        var fewer = _means.AsSpan((m - 1) * columns, columns);
        for (var k = 0; k < columns; k++)
        {
            _difference[k] = fewer[k] + x[k] - mean[k];
            mean[k] += share * _difference[k];
        }

        var covariance = _covariances.AsSpan(m * columns * columns, columns * columns);
        var other = _covariances.AsSpan((m - 1) * columns * columns, columns * columns);
        for (var a = 0; a < columns; a++)
        {
            var factor = share * rest * _difference[a];
            for (var b = a; b < columns; b++)
            {
                var place = (a * columns) + b;
                covariance[place] = (rest * covariance[place]) + (share * other[place]) + (factor * _difference[b]);
            }
        }
    }
}
