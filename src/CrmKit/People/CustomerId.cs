namespace CrmKit;

/// <summary>The program's own key of a customer, as text. CrmKit never issues one.</summary>
/// <remarks>Compared ordinally. <c>default</c> holds no key and is rejected on use.</remarks>
public readonly record struct CustomerId : IComparable<CustomerId>
{
    /// <summary>Longest key accepted, in UTF-16 code units.</summary>
    public const int MaxLength = 200;

    private readonly string? _value;

    /// <summary>Wraps a key.</summary>
    /// <param name="value">1 to 200 characters without control characters, kept as it is.</param>
    /// <exception cref="ArgumentException">The text is empty, too long or holds a control character.</exception>
    public CustomerId(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        KeyText.Check(value, MaxLength, nameof(value));
        _value = value;
    }

    /// <summary>The key.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(CustomerId)</c>.</exception>
    public string Value => _value ?? throw new InvalidOperationException("This customer id is default(CustomerId): it holds no key.");

    /// <summary>Wraps a text key.</summary>
    /// <param name="value">The key.</param>
    public static implicit operator CustomerId(string value) => new(value);

    /// <summary>Wraps a number.</summary>
    /// <param name="value">The key.</param>
    public static implicit operator CustomerId(long value) => FromInt64(value);

    /// <summary>Wraps a GUID, in its 36-character form.</summary>
    /// <param name="value">The key.</param>
    public static implicit operator CustomerId(Guid value) => FromGuid(value);

    /// <summary>Wraps a number, in invariant decimal form.</summary>
    /// <param name="value">The key.</param>
    public static CustomerId FromInt64(long value) => new(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Wraps a GUID, in its 36-character form.</summary>
    /// <param name="value">The key.</param>
    public static CustomerId FromGuid(Guid value) => new(value.ToString("D"));

    /// <summary>Wraps a text key; the named form of the conversion.</summary>
    /// <param name="value">The key.</param>
    public static CustomerId FromString(string value) => new(value);

    /// <summary>Ordinal comparison of the keys.</summary>
    /// <param name="other">The other id.</param>
    public int CompareTo(CustomerId other) => string.CompareOrdinal(_value, other._value);

    /// <summary>The key, or an empty text for <c>default</c>.</summary>
    public override string ToString() => _value ?? string.Empty;
}
