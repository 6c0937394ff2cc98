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

    private static DoubleDouble Sum(double large, double small)
    {
        var high = large + small;
        return new DoubleDouble(high, small - (high - large));
    }
}
