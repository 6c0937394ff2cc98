namespace CrmKit;

/// <summary>An exact amount of one currency. Nothing is rounded until <see cref="Round"/> is called.</summary>
/// <remarks>Arithmetic is decimal (28 to 29 significant digits) and refuses to mix currencies. <c>default</c> is zero of no currency.</remarks>
/// <param name="Amount">The amount in major units, for example 12.34 for twelve euro thirty-four.</param>
/// <param name="Currency">The currency.</param>
public readonly record struct Money(decimal Amount, Currency Currency) : IComparable<Money>
{
    /// <summary>No money at all, in a currency.</summary>
    /// <param name="currency">The currency.</param>
    public static Money Zero(Currency currency) => new(0m, currency);

    /// <summary>Exact sum.</summary>
    /// <param name="left">First term.</param>
    /// <param name="right">Second term, of the same currency.</param>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.Matching(left.Currency), left.Currency);

    /// <summary>Exact difference.</summary>
    /// <param name="left">First term.</param>
    /// <param name="right">Second term, of the same currency.</param>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.Matching(left.Currency), left.Currency);

    /// <summary>The opposite amount.</summary>
    /// <param name="value">The amount to turn round.</param>
    public static Money operator -(Money value) => value with { Amount = -value.Amount };

    /// <summary>Product with a number.</summary>
    /// <param name="value">The amount.</param>
    /// <param name="factor">The factor.</param>
    public static Money operator *(Money value, decimal factor) => value with { Amount = value.Amount * factor };

    /// <summary>Whether the left amount is smaller.</summary>
    /// <param name="left">First amount.</param>
    /// <param name="right">Second amount, of the same currency.</param>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left amount is larger.</summary>
    /// <param name="left">First amount.</param>
    /// <param name="right">Second amount, of the same currency.</param>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left amount is smaller or equal.</summary>
    /// <param name="left">First amount.</param>
    /// <param name="right">Second amount, of the same currency.</param>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left amount is larger or equal.</summary>
    /// <param name="left">First amount.</param>
    /// <param name="right">Second amount, of the same currency.</param>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>Compares two amounts of one currency.</summary>
    /// <param name="other">The other amount.</param>
    /// <exception cref="CurrencyMismatchException">The currencies differ.</exception>
    public int CompareTo(Money other) => Amount.CompareTo(other.Matching(Currency));

    /// <summary>The amount rounded to the currency's minor unit.</summary>
    /// <param name="rounding">How a tie is rounded; banker's rounding unless told otherwise.</param>
    public Money Round(MidpointRounding rounding = MidpointRounding.ToEven) =>
        this with { Amount = decimal.Round(Amount, Currency.MinorDigits, rounding) };

    /// <summary>Splits the amount into parts in proportion to weights; the parts add up to the amount exactly.</summary>
    /// <remarks>
    /// Largest remainder (Hare quota) in minor units; ties go to the earlier part. What lies below the minor unit goes whole to the part that is next in line
    /// for a unit, so that every part differs from its exact share by less than one minor unit.
    /// </remarks>
    /// <param name="weights">One weight per part, none below zero, not all zero.</param>
    /// <returns>One amount per weight, in order.</returns>
    /// <exception cref="ArgumentException">No weights, a weight below zero, or all zero.</exception>
    /// <exception cref="OverflowException">A part, written in minor units, has more digits than a decimal holds.</exception>
    public ImmutableArray<Money> Allocate(params ReadOnlySpan<int> weights) => MoneyAllocation.Split(this, weights);

    /// <summary>For example <c>12.34 EUR</c>, with every digit and the invariant culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency.Code}");

    private decimal Matching(Currency currency) =>
        Currency == currency ? Amount : throw new CurrencyMismatchException(currency, Currency);
}
