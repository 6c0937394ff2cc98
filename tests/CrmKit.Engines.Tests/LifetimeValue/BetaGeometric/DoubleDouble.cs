namespace CrmKit.LifetimeValue.Tests;

// Some 31 digits as an unevaluated sum of two doubles (Dekker 1971): arithmetic for slow oracles.
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator +(DoubleDouble x, DoubleDouble y)
    {
        var sum = x.High + y.High;
        var part = sum - x.High;
        var error = (x.High - (sum - part)) + (y.High - part) + x.Low + y.Low;
        return Sum(sum, error);
    }

    public static DoubleDouble operator -(DoubleDouble x, DoubleDouble y) => x + new DoubleDouble(-y.High, -y.Low);

    public static DoubleDouble operator *(DoubleDouble x, DoubleDouble y)
    {
        var product = x.High * y.High;
        return Sum(product, Math.FusedMultiplyAdd(x.High, y.High, -product) + (x.High * y.Low) + (x.Low * y.High));
    }

    public static DoubleDouble operator /(DoubleDouble x, DoubleDouble y)
    {
        DoubleDouble first = x.High / y.High;
        var rest = x - (first * y);
        DoubleDouble second = rest.High / y.High;
        rest -= second * y;
        return first + second + (rest.High / y.High);
    }

    // e^x by 1/256 of the argument, Taylor's series, and eight squares.
    public static DoubleDouble Exp(DoubleDouble x)
    {
        if (x.High < -700)
        {
            return 0;
        }

        var small = x / 256;
        DoubleDouble term = 1, sum = 1;
        for (var n = 1; n < 40 && Math.Abs(term.High) > 1e-40; n++)
        {
            term = term * small / n;
            sum += term;
        }

        for (var i = 0; i < 8; i++)
        {
            sum *= sum;
        }

        return sum;
    }

    // Newton's step from the logarithm of a double.
    public static DoubleDouble Log(DoubleDouble x)
    {
        DoubleDouble y = Math.Log(x.High);
        return y + (x * Exp(-1 * y)) - 1;
    }

    private static DoubleDouble Sum(double large, double small)
    {
        var high = large + small;
        return new DoubleDouble(high, small - (high - large));
    }
}
