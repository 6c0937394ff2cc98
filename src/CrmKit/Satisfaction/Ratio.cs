using System.Numerics;

namespace CrmKit;

/// <summary>An exact quotient of two whole numbers in lowest terms.</summary>
/// <remarks>Equal when the values are. <c>default</c> is zero.</remarks>
public readonly record struct Ratio : IComparable<Ratio>
{
    // One less than the denominator, so that default is 0/1.
    private readonly long _below;

    /// <summary>Creates a quotient and reduces it.</summary>
    /// <param name="numerator">Any number but the smallest of all, which has no opposite.</param>
    /// <param name="denominator">Above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The denominator is zero or below it, or the numerator is <see cref="long.MinValue"/>.</exception>
    public Ratio(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        ArgumentOutOfRangeException.ThrowIfEqual(numerator, long.MinValue);
        var divisor = (long)BigInteger.GreatestCommonDivisor(numerator, denominator);
        Numerator = numerator / divisor;
        _below = (denominator / divisor) - 1;
    }

    /// <summary>The numerator in lowest terms.</summary>
    public long Numerator { get; }

    /// <summary>The denominator in lowest terms, 1 or more.</summary>
    public long Denominator => _below + 1;

    /// <summary>Whether the left value is smaller.</summary>
    /// <param name="left">First value.</param>
    /// <param name="right">Second value.</param>
    public static bool operator <(Ratio left, Ratio right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left value is larger.</summary>
    /// <param name="left">First value.</param>
    /// <param name="right">Second value.</param>
    public static bool operator >(Ratio left, Ratio right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left value is smaller or equal.</summary>
    /// <param name="left">First value.</param>
    /// <param name="right">Second value.</param>
    public static bool operator <=(Ratio left, Ratio right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left value is larger or equal.</summary>
    /// <param name="left">First value.</param>
    /// <param name="right">Second value.</param>
    public static bool operator >=(Ratio left, Ratio right) => left.CompareTo(right) >= 0;

    /// <summary>Exact comparison of the values.</summary>
    /// <param name="other">The other value.</param>
    public int CompareTo(Ratio other) => ((Int128)Numerator * other.Denominator).CompareTo((Int128)other.Numerator * Denominator);

    /// <summary>The value to 28 digits.</summary>
    public decimal ToDecimal() => (decimal)Numerator / Denominator;

    /// <summary>The value to 15 digits.</summary>
    public double ToDouble() => (double)Numerator / Denominator;

    /// <summary>For example <c>7/3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
