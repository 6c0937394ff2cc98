namespace CrmKit.LifetimeValue;

// The integral from 0 of e^(sum of coefficient times covariate), which is linear in each piece, with its first and second derivatives in the coefficients. Written
// Lambda for purchases and M for dropout.
internal sealed class RateCurve
{
    private const double Farthest = 200;

    private readonly double[] _starts;
    private readonly double[][] _rows;
    private readonly double[] _levels;
    private readonly double[] _slopes;
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly int _p;
    private readonly int _pairs;

    // One row of covariates a piece.
    public RateCurve(double[] starts, double[][] rows, int coefficients)
    {
        (_starts, _rows, _p) = (starts, rows, coefficients);
        _pairs = coefficients * (coefficients + 1) / 2;
        (_levels, _slopes) = (new double[starts.Length], new double[starts.Length]);
        (_first, _second) = (new double[starts.Length * _p], new double[starts.Length * _pairs]);
    }

    public int Pairs => _pairs;

    // False where a rate would leave the range of a double.
    public bool TryMoveTo(ReadOnlySpan<double> coefficients)
    {
        for (var k = 0; k < _starts.Length; k++)
        {
            double effect = 0;
            for (var j = 0; j < _p; j++)
            {
                effect += coefficients[j] * _rows[k][j];
            }

            if (!(Math.Abs(effect) < Farthest))
            {
                return false;
            }

            _slopes[k] = Math.Exp(effect);
            if (k > 0)
            {
                _levels[k] = At(k - 1, _starts[k], _first.AsSpan(k * _p, _p), _second.AsSpan(k * _pairs, _pairs));
            }
        }

        return true;
    }

    public double Slope(int piece) => _slopes[piece];

    public double[] Row(int piece) => _rows[piece];

    public double At(int piece, double time) => _levels[piece] + (_slopes[piece] * (time - _starts[piece]));

    public double At(int piece, double time, Span<double> first, Span<double> second)
    {
        var more = _slopes[piece] * (time - _starts[piece]);
        var row = _rows[piece];
        var pair = 0;
        for (var j = 0; j < _p; j++)
        {
            var along = row[j] * more;
            first[j] = _first[(piece * _p) + j] + along;
            for (var k = j; k < _p; k++, pair++)
            {
                second[pair] = _second[(piece * _pairs) + pair] + (along * row[k]);
            }
        }

        return _levels[piece] + more;
    }
}
