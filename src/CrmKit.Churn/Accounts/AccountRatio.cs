namespace CrmKit.Churn;

/// <summary>A quotient of the accounts: a rate, a share or the quick ratio. It is a number or has a name, never a NaN.</summary>
/// <remarks><c>default</c> is no quotient; its status is none of the enumeration.</remarks>
public readonly record struct AccountRatio
{
    private readonly double _value;

    private AccountRatio(double value, AccountRatioStatus status) => (_value, Status) = (value, status);

    /// <summary>Something over nothing.</summary>
    public static AccountRatio Infinite { get; } = new(0, AccountRatioStatus.Infinite);

    /// <summary>Nothing over nothing.</summary>
    public static AccountRatio Undefined { get; } = new(0, AccountRatioStatus.Undefined);

    /// <summary>Whether it is a number.</summary>
    public AccountRatioStatus Status { get; }

    /// <summary>The number; <c>null</c> where there is none.</summary>
    public double? Value => Status == AccountRatioStatus.Finite ? _value : null;

    /// <summary>A number.</summary>
    /// <param name="value">The number, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static AccountRatio Finite(double value) => double.IsFinite(value)
        ? new AccountRatio(value, AccountRatioStatus.Finite)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "The number must be finite.");

    /// <summary>The quotient of two exact figures, within 2 units in the last place.</summary>
    /// <param name="numerator">What is divided, zero or more.</param>
    /// <param name="denominator">By what, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is below zero.</exception>
    public static AccountRatio Of(decimal numerator, decimal denominator)
    {
        // By comparison, for a decimal has a negative zero too.
        ArgumentOutOfRangeException.ThrowIfLessThan(numerator, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 0);
        return denominator != 0 ? Finite((double)numerator / (double)denominator)
            : numerator != 0 ? Infinite
            : Undefined;
    }

    /// <summary>For example <c>0.25</c>, <c>infinite</c> or <c>undefined</c>.</summary>
    public override string ToString() => Status switch
    {
        AccountRatioStatus.Finite => _value.ToString("R", CultureInfo.InvariantCulture),
        AccountRatioStatus.Infinite => "infinite",
        _ => "undefined",
    };

    internal static AccountRatio Of(Money numerator, Money denominator) => Of(numerator.Amount, denominator.Amount);

    // One factor without a number takes it from the product, unless all it says is that the product has no bound.
    internal static AccountRatio Product(IEnumerable<AccountRatio> factors)
    {
        var (product, isInfinite) = (1.0, false);
        foreach (var factor in factors)
        {
            if (factor.Status == AccountRatioStatus.Undefined)
            {
                return Undefined;
            }

            isInfinite |= factor.Status == AccountRatioStatus.Infinite;
            product *= factor.Value ?? 1;
        }

        return isInfinite ? product > 0 ? Infinite : Undefined
            : double.IsFinite(product) ? Finite(product)
            : Infinite;
    }
}
