namespace CrmKit;

/// <summary>One named, typed fact in a reason.</summary>
/// <remarks>The value is kept in an invariant form from which the typed value is read back without loss. Personal data never goes in.</remarks>
public readonly record struct ReasonArgument
{
    private ReasonArgument(string name, ReasonValueKind kind, string invariant)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Kind = kind;
        Invariant = invariant;
    }

    /// <summary>The name, lower-case with hyphens.</summary>
    public string Name { get; }

    /// <summary>The type.</summary>
    public ReasonValueKind Kind { get; }

    /// <summary>The value in invariant form: ISO 8601 for dates and instants, <c>12.34 EUR</c> for money, round-trip form for real numbers.</summary>
    public string Invariant { get; }

    /// <summary>A word or code.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public static ReasonArgument Of(string name, string value) => new(name, ReasonValueKind.Text, value);

    /// <summary>A whole number.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public static ReasonArgument Of(string name, long value) => new(name, ReasonValueKind.Whole, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A real number.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public static ReasonArgument Of(string name, double value) => new(name, ReasonValueKind.Real, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A civil date.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public static ReasonArgument Of(string name, LocalDate value) => new(name, ReasonValueKind.Date, IsoText.Of(value));

    /// <summary>An instant.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public static ReasonArgument Of(string name, Instant value) => new(name, ReasonValueKind.Instant, IsoText.Of(value));

    /// <summary>An amount of money.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public static ReasonArgument Of(string name, Money value) => new(name, ReasonValueKind.Money, value.ToString());

    /// <summary>Restores a stored argument.</summary>
    /// <param name="name">The name.</param>
    /// <param name="kind">The type.</param>
    /// <param name="invariant">The invariant form.</param>
    /// <exception cref="ArgumentOutOfRangeException">The type is unknown.</exception>
    public static ReasonArgument Restore(string name, ReasonValueKind kind, string invariant)
    {
        ArgumentNullException.ThrowIfNull(invariant);
        return Enum.IsDefined(kind) ? new(name, kind, invariant) : throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown type of argument.");
    }
}
