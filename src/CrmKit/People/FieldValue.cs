using NodaTime.Text;

namespace CrmKit;

/// <summary>The value of a custom field: one of seven types, without reflection, and the same after any number of ways through text.</summary>
/// <remarks>Immutable; <c>default</c> is rejected on use. <see cref="ToString"/> shows the type alone: the value may be personal.</remarks>
public readonly record struct FieldValue
{
    /// <summary>Longest text accepted, in UTF-16 code units.</summary>
    public const int MaxTextLength = 100_000;

    private readonly string? _text;

    private FieldValue(FieldValueKind kind, string text)
    {
        Kind = kind;
        _text = text;
    }

    /// <summary>The type.</summary>
    public FieldValueKind Kind { get; }

    /// <summary>The value as invariant text, from which <see cref="Restore"/> makes it again.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(FieldValue)</c>.</exception>
    public string Invariant => _text ?? throw new InvalidOperationException("This is default(FieldValue): it holds no value.");

    /// <summary>A text.</summary>
    /// <param name="value">At most 100,000 characters, without halves of surrogate pairs.</param>
    /// <exception cref="ArgumentException">The text is too long, or has no UTF-8 form.</exception>
    public static FieldValue Of(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length <= MaxTextLength && KeyText.HasUtf8Form(value)
            ? new(FieldValueKind.Text, value)
            : throw new ArgumentException($"The text of a field is at most {MaxTextLength} characters without halves of surrogate pairs; this one has {value.Length}.", nameof(value));
    }

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static FieldValue Of(long value) => new(FieldValueKind.Whole, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A decimal number; 1.50 stays 1.50.</summary>
    /// <param name="value">The number.</param>
    public static FieldValue Of(decimal value) => new(FieldValueKind.Number, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Yes or no.</summary>
    /// <param name="value">The answer.</param>
    public static FieldValue Of(bool value) => new(FieldValueKind.Flag, value ? "true" : "false");

    /// <summary>A date.</summary>
    /// <param name="value">ISO calendar date.</param>
    public static FieldValue Of(LocalDate value) => new(FieldValueKind.Date, LocalDatePattern.Iso.Format(value));

    /// <summary>An instant, to the nanosecond.</summary>
    /// <param name="value">The instant.</param>
    public static FieldValue Of(Instant value) => new(FieldValueKind.Instant, InstantPattern.ExtendedIso.Format(value));

    /// <summary>An amount of money.</summary>
    /// <param name="value">The amount.</param>
    public static FieldValue Of(Money value) => new(FieldValueKind.Money, value.ToString());

    /// <summary>Makes a value from its type and invariant text again.</summary>
    /// <param name="kind">The type.</param>
    /// <param name="invariant">What <see cref="Invariant"/> gave.</param>
    /// <exception cref="FormatException">The text is none of that type, or not in the form that <see cref="Invariant"/> gives.</exception>
    public static FieldValue Restore(FieldValueKind kind, string invariant)
    {
        ArgumentNullException.ThrowIfNull(invariant);
        return TryRestore(kind, invariant) is { } value && string.Equals(value.Invariant, invariant, StringComparison.Ordinal)
            ? value
            : throw new FormatException($"The value of a field is no {kind} in invariant form.");
    }

    /// <summary>The text; <c>null</c> for another type.</summary>
    public string? AsText() => Kind == FieldValueKind.Text ? _text : null;

    /// <summary>The whole number; <c>null</c> for another type.</summary>
    public long? AsWhole() => Kind == FieldValueKind.Whole ? long.Parse(Invariant, CultureInfo.InvariantCulture) : null;

    /// <summary>The decimal number; <c>null</c> for another type.</summary>
    public decimal? AsNumber() => Kind == FieldValueKind.Number ? decimal.Parse(Invariant, CultureInfo.InvariantCulture) : null;

    /// <summary>Yes or no; <c>null</c> for another type.</summary>
    public bool? AsFlag() => Kind == FieldValueKind.Flag ? string.Equals(Invariant, "true", StringComparison.Ordinal) : null;

    /// <summary>The date; <c>null</c> for another type.</summary>
    public LocalDate? AsDate() => Kind == FieldValueKind.Date ? LocalDatePattern.Iso.Parse(Invariant).Value : null;

    /// <summary>The instant; <c>null</c> for another type.</summary>
    public Instant? AsInstant() => Kind == FieldValueKind.Instant ? InstantPattern.ExtendedIso.Parse(Invariant).Value : null;

    /// <summary>The amount; <c>null</c> for another type.</summary>
    public Money? AsMoney() => Kind == FieldValueKind.Money ? MoneyOf(Invariant) : null;

    /// <summary>The type alone.</summary>
    public override string ToString() => Kind.ToString();

    private static FieldValue? TryRestore(FieldValueKind kind, string text) => kind switch
    {
        FieldValueKind.Text => Of(text),
        FieldValueKind.Whole => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? Of(whole) : null,
        FieldValueKind.Number => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? Of(number) : null,
        FieldValueKind.Flag => text switch { "true" => Of(true), "false" => Of(false), _ => null },
        FieldValueKind.Date => LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) ? Of(date) : null,
        FieldValueKind.Instant => InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out var instant) ? Of(instant) : null,
        FieldValueKind.Money => MoneyOf(text) is { } money ? Of(money) : null,
        _ => null,
    };

    private static Money? MoneyOf(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space > 0
            && decimal.TryParse(text.AsSpan(0, space), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && text.Length == space + 4
            && text.AsSpan(space + 1).IndexOfAnyExceptInRange('A', 'Z') < 0
            ? new Money(amount, new Currency(text[(space + 1)..]))
            : null;
    }
}
