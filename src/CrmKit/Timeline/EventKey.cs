namespace CrmKit;

/// <summary>The source's own key of an event: the same key a second time is the same event.</summary>
/// <remarks>An event without a key of its own gets one from <see cref="ContentKeySequence"/>. <c>default</c> is rejected on use.</remarks>
public readonly record struct EventKey
{
    /// <summary>Longest key accepted, in UTF-16 code units.</summary>
    public const int MaxLength = 450;

    private readonly string? _value;

    /// <summary>Wraps a key.</summary>
    /// <param name="value">1 to 450 characters without control characters, unique in the store, for example <c>shop:invoice-17</c>.</param>
    /// <exception cref="ArgumentException">The text is empty, too long or holds a control character.</exception>
    public EventKey(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        KeyText.Check(value, MaxLength, nameof(value));
        _value = value;
    }

    /// <summary>The key.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(EventKey)</c>.</exception>
    public string Value => _value ?? throw new InvalidOperationException("This event key is default(EventKey): it holds no key.");

    /// <summary>The key, or an empty text for <c>default</c>.</summary>
    public override string ToString() => _value ?? string.Empty;
}
