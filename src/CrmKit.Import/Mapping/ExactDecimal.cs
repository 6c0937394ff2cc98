using System.Numerics;

namespace CrmKit.Import;

/// <summary>Decimal arithmetic that says when a digit was lost, where the framework's rounds in silence.</summary>
internal static class ExactDecimal
{
    /// <summary>The sum; <c>false</c> where it needs more digits than a decimal holds.</summary>
    public static bool TryAdd(decimal left, decimal right, out decimal sum)
    {
        try
        {
            sum = left + right;
        }
        catch (OverflowException)
        {
            sum = 0;
            return false;
        }

        // Only a result that gave up decimals can have been rounded.
        return sum.Scale == Math.Max(left.Scale, right.Scale) || Digits(left) + Digits(right) == Digits(sum);
    }

    /// <summary>The product; <c>false</c> where it needs more digits than a decimal holds.</summary>
    public static bool TryMultiply(decimal left, decimal right, out decimal product)
    {
        try
        {
            product = left * right;
        }
        catch (OverflowException)
        {
            product = 0;
            return false;
        }

        return product.Scale == left.Scale + right.Scale || Digits(left) * Digits(right) == Digits(product) * BigInteger.Pow(10, MaxScale);
    }

    private const int MaxScale = 28;

    /// <summary>The number times 10^28, which is whole.</summary>
    private static BigInteger Digits(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var mantissa = (new BigInteger((uint)parts[2]) << 64) | (new BigInteger((uint)parts[1]) << 32) | (uint)parts[0];
        var scaled = mantissa * BigInteger.Pow(10, MaxScale - value.Scale);
        return decimal.IsNegative(value) ? -scaled : scaled;
    }
}
